using OrleansML.ClusterTests.Training;
using OrleansML.Grains.Monitoring;
using OrleansML.Models;
using OrleansML.Monitoring;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Monitoring.Scenarios;

/// <summary>
/// A model that is trained, served and watched, one day after the other by a clock that the scenario moves: a day stands for a month of the data, a quarter, or
/// whatever a window of the scenario is.
/// </summary>
internal sealed class Scenario : IAsyncDisposable
{
    private const int RowsPerRequest = 1_000;

    private static readonly DateTimeOffset First = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly PlatformCluster _platform;
    private readonly MovedTime _time;
    private readonly string _model;
    private int _days;

    private Scenario(PlatformCluster platform, MovedTime time, string model) => (_platform, _time, _model) = (platform, time, model);

    public IModelMonitorGrain Monitor => _platform.Grains.GetGrain<IModelMonitorGrain>(_model);

    /// <summary>Trains the model and has it watched.</summary>
    public static async Task<Scenario> StartAsync(string model, string training, string monitor)
    {
        var time = new MovedTime(First);
        var settings = TrainingRuns.FastSettings(workersPerSilo: 2);
        settings["OrleansML:Monitoring:Flush"] = "00:10:00";
        settings["OrleansML:Monitoring:Judge"] = "00:00:00.05";
        settings["OrleansML:Monitoring:MemoryMiB"] = "1024";
        var platform = await PlatformCluster.StartAsync(["cpu"], settings, time);
        var scenario = new Scenario(platform, time, model);
        try
        {
            var trained = await TrainingRuns.RunAsync(platform.Grains, model, training);
            Assert.True(trained.Outcome!.Passed, string.Join(" ", trained.Outcome.Reasons));
            await platform.Client.Monitor.ApplyAsync(model, monitor);
            return scenario;
        }
        catch
        {
            await scenario.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync() => await _platform.DisposeAsync();

    /// <summary>Start of the window of a day.</summary>
    public static DateTimeOffset WindowOf(int day) => new(First.Date + (Day * day), TimeSpan.Zero);

    /// <summary>Predicts the rows of the next day, labels them, and waits until the day is judged.</summary>
    /// <returns>Ids of the predictions with the labels of their rows.</returns>
    public async Task<IReadOnlyList<PredictionLabel>> RunDayAsync(IReadOnlyList<ScenarioRow> rows, bool isLabelled = true)
    {
        var day = _days++;
        var window = WindowOf(day);
        _time.Move(window + TimeSpan.FromHours(12) - _time.GetUtcNow());
        var labels = new List<PredictionLabel>();
        foreach (var part in rows.Chunk(RowsPerRequest))
        {
            var answer = await _platform.Client.PredictEntitiesAsync(_model, new EntityPredictRequest { Rows = [.. part.Select(static row => row.Row)], Timeout = TimeSpan.FromSeconds(60) });
            labels.AddRange(part.Select((row, index) => new PredictionLabel(answer.Prediction.Id, index, row.Label, null)));
        }

        await _platform.Service<MonitorConsumer>().FlushAsync();
        if (isLabelled)
            await LabelAsync(labels, day);
        _time.Move(window + Day + TimeSpan.FromMinutes(1) - _time.GetUtcNow());
        await Eventually.HoldsAsync(async () => (await Monitor.GetIndex()).Judged >= window, $"day {day} is judged", TimeSpan.FromMinutes(3));
        return labels;
    }

    /// <summary>Labels rows of a day and waits until its window has them.</summary>
    /// <returns>What became of each batch.</returns>
    public async Task<IReadOnlyList<LabelReply>> LabelAsync(IReadOnlyList<PredictionLabel> labels, int day)
    {
        var replies = await _platform.Client.Labels.AddAsync(_model, labels);
        await Eventually.HoldsAsync(
            async () => (await ReadAsync(day, "all")).Performance?.Labels.Rows == labels.Count, $"labels of day {day} are in its window", TimeSpan.FromMinutes(3));
        return replies;
    }

    /// <summary>Brings labels that are there already.</summary>
    public Task<IReadOnlyList<LabelReply>> LabelAgainAsync(IReadOnlyList<PredictionLabel> labels) => _platform.Client.Labels.AddAsync(_model, labels);

    /// <summary>What a segment holds of a day.</summary>
    public Task<SegmentData> ReadAsync(int day, string segment) => _platform.Service<MonitorReader>().ReadAsync(new MonitorKey(_model, 1, WindowOf(day), Day, segment));

    /// <summary>Report of a day against what the model was trained on.</summary>
    public Task<MonitorReport> ReportAsync(int day, string segment = "all") =>
        _platform.Client.Monitor.GetReportAsync(_model, new MonitorQuery { From = WindowOf(day), Until = WindowOf(day + 1), Segment = segment });

    /// <summary>How far a column lies from what it is compared with, by the population stability index.</summary>
    public static double PsiOf(MonitorReport report, string column) =>
        report.Columns.Single(known => known.Name == column).Drift.Single(static drift => drift.Metric == "psi").Value!.Value;

    /// <summary>Rule, segment and day of every incident that opened, in order, and the day of the first good window after it; null: it is open.</summary>
    public async Task<(string Rule, string Segment, int Opened, int? Closed)[]> IncidentsAsync() =>
    [
        .. (await Monitor.GetIncidents(null, 1_000))
            .Select(static incident => (incident.Rule, incident.Segment, DayOf(incident.Window), incident.ClosedAt is { } closed ? (int?)DayOf(closed) - 1 : null))
            .OrderBy(static incident => incident.Item3).ThenBy(static incident => incident.Rule, StringComparer.Ordinal).ThenBy(static incident => incident.Segment, StringComparer.Ordinal),
    ];

    private static int DayOf(DateTimeOffset time) => (int)(time - WindowOf(0)).TotalDays;
}
