using OrleansML.ClusterTests.Deployments;
using OrleansML.Deployments;
using OrleansML.Learning.Mlp;
using OrleansML.Learning.Monitoring;
using OrleansML.Monitoring;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Monitoring;

/// <summary>What a monitor does beside judging rows: canaries, and windows that become days.</summary>
public sealed class ModelMonitorWorkTests : IAsyncLifetime
{
    private static readonly byte[] Network = MlpModel.Random([3, 8, 1], seed: 1).ToOnnx();
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly MovedTime _time = new(Start);
    private PlatformCluster _platform = null!;

    public async Task InitializeAsync() => _platform = await PlatformCluster.StartAsync(
        ["cpu"], new() { ["OrleansML:Monitoring:Judge"] = "00:00:00.05" }, _time);

    public async Task DisposeAsync() => await _platform.DisposeAsync();

    [Fact]
    public async Task Judge_CriticalWhileACanaryIsUnderWay_TheChampionAnswersAloneAgain()
    {
        await DeploymentModels.PushAsync(_platform.Client, "tried", DeploymentModels.Adding(1000));
        await DeploymentModels.PushAsync(_platform.Client, "tried", DeploymentModels.Adding(2000));
        var feed = new MonitorFeed(_platform.Grains, "tried");
        await feed.Monitor.Apply(new ApplyMonitorRequest
        {
            Definition = """
                model: tried
                window: 1m
                lateness: 0s
                baseline: champion
                rules:
                  failing: { kind: error_share, at: 0.05, relative: 2, minimum_rows: 20, severity: critical }
                actions: { rollback_canary: true }
                """,
        });
        await _platform.Client.Deployments.StartCanaryAsync(
            "tried", new CanaryRequest { Version = 2, Steps = [20, 100], Bake = TimeSpan.FromDays(1) }, new DeploymentChange { Operation = Guid.NewGuid() });

        // Against the champion it is the canary that is watched.
        await feed.AddAsync(At(0), MonitorFeed.Rows(99, "DE"), failed: 1);
        await feed.AddAsync(At(0), MonitorFeed.Rows(90, "DE"), failed: 10, version: 2);
        await feed.ReportAsync(At(1));
        _time.Move(TimeSpan.FromMinutes(2));

        await Eventually.HoldsAsync(async () => (await _platform.Client.Deployments.GetAsync("tried")).Plan is null, "the canary is ended");
        var incident = Assert.Single(await feed.Monitor.GetIncidents(true, 10));
        Assert.Equal(("tried/failing/all/2026-03-02T12:00:00Z", 2, 0.1, 0.01), (incident.Id, incident.Version, incident.Evidence.Value, incident.Evidence.Baseline));
        await Eventually.HoldsAsync(
            async () => (await feed.Monitor.GetIncident(incident.Id)).Actions.Any(static action => action is { Kind: "rollback_canary", State: "done" }), "it is noted");
        Assert.Equal(1, (await _platform.Client.Deployments.GetAsync("tried")).Champion);
    }

    [Fact]
    public async Task Retention_HoursAreOld_TheyBecomeADayAndDaysAreForgotten()
    {
        var feed = await WatchAsync("kept", """
            model: kept
            window: 1m
            lateness: 0s
            segments: [country]
            rules:
              silent: { kind: rows, at_least: 1 }
            keep: { hours: 1d, days: 3d }
            """);
        await feed.AddAsync(At(0), [.. MonitorFeed.Rows(10, "DE"), .. MonitorFeed.Rows(5, "FR")]);
        await feed.AddAsync(At(1), MonitorFeed.Rows(20, "DE"), failed: 3);
        await feed.ReportAsync(At(2));
        var day = new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
        _time.Move(TimeSpan.FromDays(1) + TimeSpan.FromHours(13));

        await Eventually.HoldsAsync(async () => (await feed.Monitor.GetIndex()).Windows is [{ Length.TotalDays: 1 }], "the minutes are a day");
        Assert.Equal(day, (await feed.Monitor.GetIndex()).Windows[0].Start);
        var whole = await ReadAsync(new MonitorKey("kept", 1, day, TimeSpan.FromDays(1), "all"));
        Assert.Equal((35, 3), (SegmentWindow.ReadFrom(whole.Window).Rows, SegmentWindow.ReadFrom(whole.Window).Failed));
        Assert.Equal(["country=DE", "country=FR"], whole.Segments);
        Assert.Equal(30, SegmentWindow.ReadFrom((await ReadAsync(new MonitorKey("kept", 1, day, TimeSpan.FromDays(1), "country=DE"))).Window).Rows);
        foreach (var (minute, segment) in new[] { (0, "country=DE"), (0, "country=FR"), (0, "all"), (1, "country=DE"), (1, "all") })
        {
            var key = new MonitorKey("kept", 1, At(minute), MonitorFeed.Minute, segment);
            await Eventually.HoldsAsync(async () => (await ReadAsync(key)).Window is null, $"{key} is forgotten");
        }

        // What comes later than that is not counted any more.
        await feed.AddAsync(At(0), MonitorFeed.Rows(1, "DE"));
        await feed.ReportAsync(At(2));
        await Eventually.HoldsAsync(
            async () => (await ReadAsync(new MonitorKey("kept", 1, At(0), MonitorFeed.Minute, "all"))).Window is null, "the late part is forgotten");
        Assert.Single((await feed.Monitor.GetIndex()).Windows);

        _time.Move(TimeSpan.FromDays(3));
        await Eventually.HoldsAsync(async () => (await feed.Monitor.GetIndex()).Windows.Length == 0, "the day is forgotten");
        await Eventually.HoldsAsync(async () => (await ReadAsync(new MonitorKey("kept", 1, day, TimeSpan.FromDays(1), "country=DE"))).Window is null, "its segments are, too");
    }

    private static DateTimeOffset At(int minute) => Start.AddMinutes(minute);

    private Task<MonitorWindow> ReadAsync(MonitorKey key) => _platform.Grains.GetGrain<IMonitorGrain>(key.ToString()).Get();

    private async Task<MonitorFeed> WatchAsync(string model, string definition)
    {
        await _platform.Client.Registry.PushAsync(model, new MemoryStream(Network));
        var feed = new MonitorFeed(_platform.Grains, model);
        await feed.Monitor.Apply(new ApplyMonitorRequest { Definition = definition });
        return feed;
    }
}
