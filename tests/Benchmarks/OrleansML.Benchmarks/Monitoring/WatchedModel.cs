using System.Globalization;
using OrleansML.Cli.Quickstart.Drift;
using OrleansML.Client;
using OrleansML.Monitoring;
using OrleansML.Pipelines;
using OrleansML.Testing;
using OrleansML.Training;

namespace OrleansML.Benchmarks.Monitoring;

/// <summary>
/// The model of <c>quickstart --drift</c>, watched so that one bad window is an alarm. Prices rise at the beginning of a window; once the retraining has
/// its rows it is cancelled and they fall again, so that the next round finds what this one did. All times but that beginning are those that the platform records.
/// </summary>
internal sealed class WatchedModel(OrleansMLClient client, IGrainFactory grains, DriftDefinitions definitions, string folder, int seed)
{
    private const int TrainingRows = 6_000;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private readonly DriftCustomers _customers = new(seed);
    private readonly IModelMonitorGrain _monitor = grains.GetGrain<IModelMonitorGrain>(definitions.Model);

    /// <summary>Has it served and watched, and measures.</summary>
    public async Task<AlarmRound[]> RunAsync(int count)
    {
        await PrepareAsync();
        var stream = new DriftStream(client, definitions.Model, _customers);
        using var end = new CancellationTokenSource();
        var streaming = stream.RunAsync(end.Token);
        var rounds = new List<AlarmRound>();
        try
        {
            while (rounds.Count < count)
                rounds.Add(await MeasureAsync(stream));
        }
        finally
        {
            await end.CancelAsync();
            await streaming;
        }

        return stream.Failed == 0 ? [.. rounds] : throw new InvalidOperationException($"{stream.Failed} requests failed.");
    }

    private async Task PrepareAsync()
    {
        var rows = Path.Combine(folder, $"{definitions.Model}.csv");
        await File.WriteAllLinesAsync(rows, _customers.Take(TrainingRows, hasDrifted: false).Select(static (customer, number) => customer.ToCsv(number)).Prepend(DriftCustomer.Header));
        var run = (await client.Training.StartAsync(definitions.Training(rows))).Run;
        await Eventually.HoldsAsync(async () => (await client.Training.GetStatusAsync(run)).State == TrainingState.Completed, $"{definitions.Model} is trained", Longest);
        await client.Pipelines.ApplyAsync(definitions.Pipeline, definitions.Retraining(folder));
        await client.Monitor.ApplyAsync(definitions.Model, definitions.Monitor(badWindows: 1));
    }

    private async Task<AlarmRound> MeasureAsync(DriftStream stream)
    {
        // A monitor that was just made waits for silos that it may not have heard of yet.
        await Eventually.HoldsAsync(
            async () => (await _monitor.GetIndex()).Judged is not null && (await _monitor.GetIncidents(isOpen: true, most: 1)).Length == 0, "windows are judged and good", Longest);
        var begin = new DateTimeOffset((DateTimeOffset.UtcNow.UtcTicks / Window.Ticks * Window.Ticks) + Window.Ticks, TimeSpan.Zero);
        await Eventually.HoldsAsync(() => DateTimeOffset.UtcNow >= begin, "a window begins", Longest);
        stream.Drift();

        MonitorIncident? incident = null;
        await Eventually.HoldsAsync(async () => (incident = (await _monitor.GetIncidents(isOpen: true, most: 1)).FirstOrDefault()) is not null, "an alarm", Longest);
        if (incident!.Segment != DriftCustomers.DriftedSegment)
            throw new InvalidOperationException($"The alarm is about {incident.Segment}: {incident.Text}");
        var (run, rows) = await RetrainingAsync(incident.OpenedAt);

        stream.Recover();
        await client.Pipelines.CancelAsync(definitions.Pipeline, run, "Its start is measured.");
        var round = new AlarmRound(incident.OpenedAt - (begin + Window), rows.StartedAt!.Value - incident.OpenedAt, rows.EndedAt!.Value - incident.OpenedAt);
        await Console.Error.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{definitions.Model}: window from {begin:T}, alarm after its end by {round.Alarm.TotalSeconds:F3} s, retraining after the alarm by {round.Retraining.TotalSeconds:F3} s, rows by {round.Rows.TotalSeconds:F3} s"));
        return round;
    }

    private async Task<(string Run, PipelineStepStatus First)> RetrainingAsync(DateTimeOffset alarm)
    {
        PipelineRun? run = null;
        await Eventually.HoldsAsync(
            async () =>
            {
                var status = await client.Pipelines.GetStatusAsync(definitions.Pipeline);
                run = status.Open ?? status.Recent.FirstOrDefault();
                if (!(run?.DecidedAt >= alarm))
                    return false;
                run = await client.Pipelines.GetRunAsync(definitions.Pipeline, run.Run);
                return run.Steps[0].EndedAt is not null;
            },
            "a retraining that has its rows",
            Longest);
        return run!.Steps[0].State == PipelineStepState.Succeeded ? (run.Run, run.Steps[0]) : throw new InvalidOperationException($"Retraining {run.Run} has no rows: {run.Steps[0].Reason}");
    }
}
