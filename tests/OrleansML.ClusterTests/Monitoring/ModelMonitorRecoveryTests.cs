using System.Text;
using Orleans.TestingHost;
using OrleansML.ClusterTests.Pipelines;
using OrleansML.Features;
using OrleansML.Learning.Mlp;
using OrleansML.Monitoring;
using OrleansML.Pipelines;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Monitoring;

/// <summary>The silo of the monitor is lost: what was decided is told and done elsewhere, once, and windows go on being judged.</summary>
public sealed class ModelMonitorRecoveryTests : IAsyncLifetime
{
    private const string Incident = "fare/failing/all/2026-03-02T12:00:00Z";

    private static readonly byte[] Network = MlpModel.Random([3, 8, 1], seed: 1).ToOnnx();
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private readonly MovedTime _time = new(Start);
    private PlatformCluster _platform = null!;
    private Receiver _receiver = null!;

    public async Task InitializeAsync()
    {
        Environment.SetEnvironmentVariable("ORLEANSML_SECRET_MONITOR_TEST_HOOK", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        _receiver = await Receiver.StartAsync();
        _platform = await PlatformCluster.StartAsync(["cpu", "cpu", "cpu"], PipelineCalls.FastSettings(("OrleansML:Monitoring:Judge", "00:00:00.05")), _time);
    }

    public async Task DisposeAsync()
    {
        await _platform.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task KillSiloAsync_IncidentIsStoredAndNothingDone_PipelineRunsOnceAndTheHookHasOneId()
    {
        // The receiver does not answer, and the pipeline does not exist yet: both are still to be done when the silo is lost.
        _receiver.Status = static (call, _) => call.Path == "/hook" ? null : 200;
        await _platform.Client.Registry.PushAsync("fare", new MemoryStream(Network));
        var feed = new MonitorFeed(_platform.Grains, "fare");
        await feed.Monitor.Apply(new ApplyMonitorRequest
        {
            Definition = $$"""
                model: fare
                window: 1m
                lateness: 0s
                rules:
                  failing: { kind: error_share, at: 0.05, minimum_rows: 20, severity: critical }
                routes:
                  webhook: { url: "{{_receiver.Url}}/hook", secret: "${secret:MONITOR_TEST_HOOK}" }
                actions: { pipeline: retrain }
                """,
        });
        await feed.AddAsync(At(0), MonitorFeed.Rows(90, "DE"), failed: 10);
        await feed.ReportAsync(At(1));
        _time.Move(TimeSpan.FromSeconds(90));
        await Eventually.HoldsAsync(async () => (await ActionsAsync(feed)).GetValueOrDefault("pipeline")?.Attempts >= 1 && _receiver.To("/hook").Length > 0, "both were tried");
        Assert.Equal(["pending", "pending"], new[] { (await ActionsAsync(feed))["pipeline"].State, (await ActionsAsync(feed))["webhook"].State });

        await KillSiloOfAsync(feed.Monitor);
        _receiver.Status = static (_, _) => 200;

        // A pipeline takes no alarm from before it was applied.
        _time.Move(TimeSpan.FromMinutes(-10));
        var definition = $$"""
            name: retrain
            triggers:
              drifts: { alarm: { model: fare } }
            steps:
              call: { kind: http, url: "{{_receiver.Url}}/retrain" }
            """;
        await Eventually.HoldsAsync(
            async () => await TryAsync(() => PipelineCalls.ApplyAsync(_platform.Grains, "retrain", definition)) is not null, "the pipeline is applied", Longest);
        _time.Move(TimeSpan.FromMinutes(11));

        await Eventually.HoldsAsync(async () => await ActionsAsync(feed) is { Count: > 0 } actions && actions.Values.All(static action => action.State == "done"), "all is done elsewhere", Longest);
        var retrain = _platform.Grains.GetGrain<IPipelineGrain>("retrain");
        await Eventually.HoldsAsync(async () => (await retrain.GetStatus()).Recent.Length > 0, "the pipeline ran");
        Assert.Equal(Incident, Assert.Single(await feed.Monitor.GetIncidents(null, 10), static incident => incident.Rule == "failing").Id);
        Assert.Single(_receiver.To("/retrain"));
        Assert.Single((await retrain.GetStatus()).Recent);
        Assert.Null((await retrain.GetStatus()).Open);
        Assert.InRange(_receiver.To("/hook").Length, 2, 3);
        Assert.Single(_receiver.To("/hook").Select(static call => call.Headers["webhook-id"]).Distinct());
    }

    [Fact]
    public async Task KillSiloAsync_OfTheMonitor_NobodyReportsAndTheNextWindowsAreJudgedElsewhere()
    {
        await _platform.Client.Registry.PushAsync("idle", new MemoryStream(Network));
        var feed = new MonitorFeed(_platform.Grains, "idle");
        await feed.Monitor.Apply(new ApplyMonitorRequest
        {
            Definition = """
                model: idle
                window: 1m
                lateness: 0s
                rules:
                  silent: { kind: rows, at_least: 1, for: 3 }
                """,
        });
        await feed.AddAsync(At(0), MonitorFeed.Rows(10, "DE"));
        await feed.ReportAsync(At(1));
        _time.Move(TimeSpan.FromMinutes(3));
        await Eventually.HoldsAsync(async () => (await feed.Monitor.GetIndex()).Judged >= At(2), "three windows are judged");

        await KillSiloOfAsync(feed.Monitor);
        _time.Move(TimeSpan.FromMinutes(2));

        await Eventually.HoldsAsync(async () => (await IncidentsAsync(feed)).Length == 1, "the third window without rows is judged", Longest);
        var incident = Assert.Single(await feed.Monitor.GetIncidents(null, 10));
        Assert.Equal("idle/silent/all/2026-03-02T12:03:00Z", incident.Id);
        Assert.Equal((1, At(0)), (Assert.Single((await feed.Monitor.GetIndex()).Windows).Versions.Single(), (await feed.Monitor.GetIndex()).Windows[0].Start));
    }

    [Fact]
    public async Task KillSiloAsync_OfTheViewAndThenOfTheMonitor_FeatureHasItsDefaultUntilTheIncidentCloses()
    {
        await _platform.Client.Registry.PushAsync("priced", new MemoryStream(Network));
        await _platform.Client.Features.ApplyAsync("cards", """
            name: cards
            entity: { card: string }
            sources:
              payments: { kind: push, mode: pushed, fields: { amount: { type: double, default: 7 } } }
            durability: { mode: write_through }
            """);
        await _platform.Client.Features.IngestAsync(new FeatureIngestRequest { View = "cards", Events = Encoding.UTF8.GetBytes("""{"card": "c1", "amount": 20}""") });
        var feed = new MonitorFeed(_platform.Grains, "priced");
        await feed.Monitor.Apply(new ApplyMonitorRequest
        {
            Definition = """
                model: priced
                window: 1m
                lateness: 0s
                rules:
                  silent: { kind: rows, at_least: 100, for: 1, until: 1 }
                actions: { severity: info, feature_defaults: [cards.amount] }
                """,
        });
        await feed.AddAsync(At(0), MonitorFeed.Rows(10, "DE"));
        await feed.ReportAsync(At(1));
        _time.Move(TimeSpan.FromSeconds(70));
        var view = _platform.Grains.GetGrain<IFeatureViewGrain>("cards");
        await Eventually.HoldsAsync(async () => await AmountAsync() == 7, "the feature has its default", Longest);

        await KillSiloOfAsync(view);
        await Eventually.HoldsAsync(async () => (await TryAsync(view.GetSnapshot))?.Switches.Length == 1, "the view is elsewhere", Longest);
        Assert.Equal(7, await KnownAmountAsync());
        await Eventually.HoldsAsync(async () => (await IncidentsAsync(feed)).Length == 1, "the monitor was not on that silo, or is elsewhere", Longest);
        await KillSiloOfAsync(feed.Monitor);

        await Eventually.HoldsAsync(async () => (await IncidentsAsync(feed)).Length == 1, "the monitor is elsewhere", Longest);
        Assert.Equal(7, await KnownAmountAsync());
        await feed.AddAsync(At(1), MonitorFeed.Rows(200, "DE"));
        await feed.ReportAsync(At(2));
        _time.Move(TimeSpan.FromMinutes(1));
        await Eventually.HoldsAsync(async () => await AmountAsync() == 20, "the feature has its value again", Longest);
    }

    private static DateTimeOffset At(int minute) => Start.AddMinutes(minute);

    private static async Task<MonitorIncident[]> IncidentsAsync(MonitorFeed feed) => await TryAsync(() => feed.Monitor.GetIncidents(null, 10)) ?? [];

    private static async Task<Dictionary<string, MonitorAction>> ActionsAsync(MonitorFeed feed) =>
        (await IncidentsAsync(feed)).Where(static incident => incident.Id == Incident).SelectMany(static incident => incident.Actions)
            .GroupBy(static action => action.Kind).ToDictionary(static actions => actions.Key, static actions => actions.First());

    private async Task<double> KnownAmountAsync()
    {
        double? amount = null;
        await Eventually.HoldsAsync(async () => (amount = await AmountAsync()) is not null, "the feature can be read", Longest);
        return amount!.Value;
    }

    // Null: what it is cannot be said at this moment.
    private async Task<double?> AmountAsync()
    {
        var reply = await TryAsync(() => _platform.Client.Features.ReadAsync(new FeatureReadRequest
        {
            View = "cards",
            Entities = [new EntityRequest { Entity = "c1" }],
            Selection = new FeatureSelection { Timeout = TimeSpan.FromSeconds(20) },
        }));
        return (double?)reply?.Vectors[0].Features[0].Value.ToObject();
    }

    // Null: whoever is asked was on a silo that was just lost.
    private static async Task<T?> TryAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception exception) when (exception is TimeoutException or OrleansException or OrleansMLException { Code: ErrorCode.Unavailable })
        {
            return default;
        }
    }

    private async Task KillSiloOfAsync(IGrain grain)
    {
        InProcessSiloHandle? silo = null;
        await Eventually.HoldsAsync(
            async () =>
            {
                var address = await TryAsync(() => _platform.Grains.GetGrain<IManagementGrain>(0).GetActivationAddress(grain).AsTask());
                silo = _platform.Cluster.Silos.FirstOrDefault(known => known.SiloAddress.Equals(address));
                return silo is not null;
            },
            "the grain is on a silo that lives",
            Longest);
        await _platform.Cluster.KillSiloAsync(silo!);
    }
}
