using System.Globalization;
using OrleansML.Grains.Monitoring;
using OrleansML.Learning.Mlp;
using OrleansML.Monitoring;
using OrleansML.Tensors;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Monitoring;

/// <summary>Labels come after a window was judged.</summary>
public sealed class ModelMonitorLabelTests : IAsyncLifetime
{
    private static readonly byte[] Network = MlpModel.Random([3, 8, 1], seed: 1).ToOnnx();

    private readonly MovedTime _time = new(DateTimeOffset.UtcNow);
    private PlatformCluster _platform = null!;

    public async Task InitializeAsync() => _platform = await PlatformCluster.StartAsync(["cpu"], new() { ["OrleansML:Monitoring:Judge"] = "00:00:00.05" }, _time);

    public async Task DisposeAsync() => await _platform.DisposeAsync();

    [Fact]
    public async Task LabelsCame_WindowsWereJudgedBefore_TheyAreJudgedAgainByTheLabels()
    {
        await _platform.Client.Registry.PushAsync("labelled", new MemoryStream(Network));
        var feed = new MonitorFeed(_platform.Grains, "labelled");
        await feed.Monitor.Apply(new ApplyMonitorRequest
        {
            Definition = """
                model: labelled
                window: 1m
                lateness: 0s
                label: { column: fare, task: regression }
                rules:
                  errors: { metric: rmse, at: 5, minimum_rows: 3 }
                """,
        });
        var reply = await _platform.Client.PredictAsync("labelled", Tensor.Create("features", new float[12], 4, 3));
        await _platform.Service<MonitorConsumer>().FlushAsync();

        // The id holds the time of the prediction by the clock of who asked.
        var start = WindowOf(reply.Id);
        await feed.AddAsync(start, MonitorFeed.Rows(4, "DE"));
        await feed.ReportAsync(start + MonitorFeed.Minute);
        _time.Move(TimeSpan.FromMinutes(2));
        await Eventually.HoldsAsync(async () => (await feed.Monitor.GetIndex()).Judged >= start, "the window is judged");
        Assert.Empty(await feed.Monitor.GetIncidents(null, 10));

        // All rows have the same features and so one prediction; each label is 10 away from it.
        var predicted = reply.Outputs[0].AsSpan<float>()[0];
        var label = ((double)predicted + 10).ToString("R", CultureInfo.InvariantCulture);
        await _platform.Client.Labels.AddAsync("labelled", [.. Enumerable.Range(0, 4).Select(row => new PredictionLabel(reply.Id, row, label, null))]);
        await feed.Monitor.LabelsCame();

        await Eventually.HoldsAsync(async () => (await feed.Monitor.GetIncidents(true, 10)).Length > 0, "labels are taken");
        var incident = Assert.Single(await feed.Monitor.GetIncidents(true, 10));
        Assert.Equal((start, "performance", 4), (incident.Window, incident.Kind, incident.Evidence.Rows));
        Assert.Equal(10, incident.Evidence.Value, 1e-6);
    }

    // Its first 48 bits are milliseconds since 1970; see RFC 9562.
    private static DateTimeOffset WindowOf(Guid id)
    {
        var milliseconds = long.Parse(id.ToString("N").AsSpan(0, 12), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return DateTimeOffset.FromUnixTimeMilliseconds(milliseconds - (milliseconds % 60_000));
    }
}
