using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OrleansML.ClusterTests.Pipelines;
using OrleansML.Inference.Packages;
using OrleansML.Learning.Mlp;
using OrleansML.Learning.Monitoring;
using OrleansML.Learning.Profile;
using OrleansML.Learning.Records;
using OrleansML.Monitoring;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Monitoring;

/// <summary>Windows that a test counts are judged by the monitor of the model: which incidents there are, and who is told.</summary>
public sealed class ModelMonitorTests : IAsyncLifetime
{
    private static readonly byte[] Network = MlpModel.Random([3, 8, 1], seed: 1).ToOnnx();
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly MovedTime _time = new(Start);
    private PlatformCluster _platform = null!;
    private Receiver _receiver = null!;

    public async Task InitializeAsync()
    {
        Environment.SetEnvironmentVariable("ORLEANSML_SECRET_MONITOR_TEST_HOOK", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        _receiver = await Receiver.StartAsync();
        _platform = await PlatformCluster.StartAsync(["cpu"], new() { ["OrleansML:Monitoring:Judge"] = "00:00:00.05" }, _time);
    }

    public async Task DisposeAsync()
    {
        await _platform.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task Judge_OneSegmentDrifts_TheAlarmNamesItAndIsOverAfterGoodWindows()
    {
        var feed = await WatchAsync("fare", """
            model: fare
            window: 1m
            lateness: 0s
            baseline: { hours_before: 1 }
            segments: [country]
            rules:
              drift: { metric: psi, at: 0.2, columns: [amount], minimum_rows: 100, for: 2, until: 2 }
            """);
        for (var minute = -60; minute < -53; minute++)
            await feed.AddAsync(At(minute), [.. MonitorFeed.Rows(400, "DE"), .. MonitorFeed.Rows(400, "FR")]);

        // One bad window is not enough, and neither is one good.
        foreach (var (minute, isBad) in new[] { (0, true), (1, false), (2, true), (3, true), (4, false), (5, true), (6, false) })
            await feed.AddAsync(At(minute), [.. MonitorFeed.Rows(400, "DE", isBad ? 50 : 0), .. MonitorFeed.Rows(400, "FR")]);
        await feed.AddAsync(At(7), []);
        await feed.ReportAsync(At(8));
        _time.Move(TimeSpan.FromMinutes(7));
        await JudgedAsync(feed, At(6));

        var segment = Assert.Single(await feed.Monitor.GetIncidents(true, 10), static incident => incident.Segment == "country=DE");
        Assert.Equal("fare/drift/country=DE/2026-03-02T12:03:00Z", segment.Id);
        Assert.Equal(("drift", "warning", 1, At(3), At(5)), (segment.Kind, segment.Severity, segment.Version, segment.Window, segment.Evidence.From));
        Assert.Equal("amount", Assert.Single(segment.Evidence.Columns).Name);
        Assert.Equal(("psi", 400), (segment.Evidence.Metric, segment.Evidence.Rows));
        Assert.DoesNotContain(await feed.Monitor.GetIncidents(null, 10), static incident => incident.Segment == "country=FR");
        var whole = Assert.Single(await feed.Monitor.GetIncidents(true, 10), static incident => incident.Segment == "all");
        Assert.Equal("country=DE", whole.Evidence.Segments[0].Name);

        await feed.AddAsync(At(-52), [.. MonitorFeed.Rows(400, "DE"), .. MonitorFeed.Rows(400, "FR")]);
        await feed.AddAsync(At(8), [.. MonitorFeed.Rows(400, "DE"), .. MonitorFeed.Rows(400, "FR")]);
        await feed.ReportAsync(At(9));
        _time.Move(TimeSpan.FromMinutes(2));
        await JudgedAsync(feed, At(8));

        Assert.Empty(await feed.Monitor.GetIncidents(true, 10));
        var closed = await feed.Monitor.GetIncident(segment.Id);
        Assert.Equal("2 windows in a row were good.", closed.ClosedBecause);
        await Eventually.HoldsAsync(async () => (await feed.Monitor.GetIncident(segment.Id)).Actions.All(static action => action.State == "done"), "it is in the log");
        Assert.Equal(["log opened", "log closed"], (await feed.Monitor.GetIncident(segment.Id)).Actions.Select(static action => $"{action.Kind} {action.Reason}"));
    }

    [Fact]
    public async Task Judge_NothingCameAnyMore_RowsThatAreMissingAlarm()
    {
        var feed = await WatchAsync("quiet", """
            model: quiet
            window: 1m
            lateness: 0s
            rules:
              silent: { kind: rows, at_least: 1, severity: critical }
              failing: { kind: error_share, at: 0.05, minimum_rows: 20 }
            """);
        await feed.AddAsync(At(0), MonitorFeed.Rows(90, "DE"), failed: 10);
        await feed.ReportAsync(At(1));
        _time.Move(TimeSpan.FromMinutes(2));
        await JudgedAsync(feed, At(1));

        var incidents = (await feed.Monitor.GetIncidents(true, 10)).ToDictionary(static incident => incident.Rule);
        Assert.Equal(("quiet/failing/all/2026-03-02T12:00:00Z", 0.1, 100), (incidents["failing"].Id, incidents["failing"].Evidence.Value, incidents["failing"].Evidence.Rows));
        Assert.Equal(("quiet/silent/all/2026-03-02T12:01:00Z", 0, "critical"), (incidents["silent"].Id, incidents["silent"].Evidence.Value, incidents["silent"].Severity));

        Assert.Single(await feed.Monitor.GetIncidents(true, 1));
        Assert.Equal("wrong threshold", (await feed.Monitor.Close(incidents["failing"].Id, "wrong threshold")).ClosedBecause);
        Assert.Equal(["failing"], (await feed.Monitor.GetIncidents(false, 10)).Select(static incident => incident.Rule));
        Assert.Equal(ErrorCode.IncidentNotFound, (await Assert.ThrowsAsync<OrleansMLException>(() => feed.Monitor.GetIncident("quiet/none"))).Code);
    }

    [Fact]
    public async Task Judge_AgainstTraining_ComparesWithTheProfileOfThePackage()
    {
        double[] edges = [9, 19, 29, 39, 49, 59, 69, 79, 89];
        var amount = new NumericProfile
        {
            Count = 1_000, Missing = 0, Mean = 49.5, Deviation = 28.9, Minimum = 0, Maximum = 99, Quantiles = edges,
            Histogram = new NumericHistogram(edges, [.. Enumerable.Repeat(100L, 10)]),
        };
        var feed = await WatchAsync(
            "trained",
            """
            model: trained
            window: 1m
            lateness: 0s
            rules:
              drift: { metric: psi, at: 0.2, columns: [amount], minimum_rows: 100 }
            """,
            PackageOf("trained", amount),
            ColumnShape.Of(amount));
        await feed.AddAsync(At(0), MonitorFeed.Rows(500, "DE"));
        await feed.AddAsync(At(1), MonitorFeed.Rows(500, "DE", 50));
        await feed.ReportAsync(At(2));
        _time.Move(TimeSpan.FromMinutes(2));
        await JudgedAsync(feed, At(1));

        var incident = Assert.Single(await feed.Monitor.GetIncidents(null, 10));
        Assert.Equal("trained/drift/all/2026-03-02T12:01:00Z", incident.Id);

        // Half of the bins are empty, four have their share, and the last has six times it: 5 (0.1 - 0.0001) ln 1000 + 0.5 ln 6.
        Assert.Equal((5 * (0.1 - 0.0001) * Math.Log(1000)) + (0.5 * Math.Log(6)), incident.Evidence.Value, 1e-9);
    }

    [Fact]
    public async Task Judge_AgainstASpan_ComparesWithAllOfItsWindows()
    {
        var feed = await WatchAsync("span", """
            model: span
            window: 1m
            lateness: 0s
            baseline: { from: 2026-03-02T11:00:00Z, until: 2026-03-02T11:03:00Z }
            rules:
              missing: { metric: null_share, at: 0.01, relative: 2, columns: [amount], minimum_rows: 100, until: 1 }
            """);

        // One in a hundred was missing, in one window of three.
        await feed.AddAsync(At(-60), MonitorFeed.Rows(100, "DE"));
        await feed.AddAsync(At(-59), [.. MonitorFeed.Rows(97, "DE"), .. MonitorFeed.Rows(3, "DE", double.NaN)]);
        await feed.AddAsync(At(-58), MonitorFeed.Rows(100, "DE"));
        await feed.AddAsync(At(-57), MonitorFeed.Rows(100, "DE", double.NaN));
        await feed.AddAsync(At(0), [.. MonitorFeed.Rows(98, "DE"), .. MonitorFeed.Rows(2, "DE", double.NaN)]);
        await feed.AddAsync(At(1), [.. MonitorFeed.Rows(97, "DE"), .. MonitorFeed.Rows(3, "DE", double.NaN)]);
        await feed.ReportAsync(At(2));
        _time.Move(TimeSpan.FromMinutes(2));
        await JudgedAsync(feed, At(1));

        var incident = Assert.Single(await feed.Monitor.GetIncidents(true, 10), static incident => incident.Window >= At(0));
        Assert.Equal((At(1), 0.03, 0.01), (incident.Window, incident.Evidence.Value, incident.Evidence.Baseline));
    }

    [Fact]
    public async Task Report_RowsComeLate_AreACorrectionThatTakesTheAlarmBack()
    {
        var feed = await WatchAsync("late", """
            model: late
            window: 1m
            lateness: 0s
            rules:
              failing: { kind: error_share, at: 0.05, minimum_rows: 20 }
            """);
        await feed.AddAsync(At(0), MonitorFeed.Rows(90, "DE"), failed: 10);
        await feed.ReportAsync(At(1));
        _time.Move(TimeSpan.FromMinutes(3));
        await JudgedAsync(feed, At(1));
        Assert.Single(await feed.Monitor.GetIncidents(true, 10));

        await feed.AddAsync(At(0), MonitorFeed.Rows(900, "DE"));
        await feed.ReportAsync(At(3));

        await Eventually.HoldsAsync(async () => (await feed.Monitor.GetIncidents(true, 10)).Length == 0, "the alarm is taken back");
        Assert.Equal("Corrected windows are no longer bad.", Assert.Single(await feed.Monitor.GetIncidents(false, 10)).ClosedBecause);
    }

    [Fact]
    public async Task Judge_WebhookAndSilence_ToldOnceWithSignatureAndOnlyWhereNothingIsSilenced()
    {
        var feed = await WatchAsync("told", $$"""
            model: told
            window: 1m
            lateness: 0s
            rules:
              failing: { kind: error_share, at: 0.05, minimum_rows: 20 }
              silenced: { kind: error_share, at: 0.05, minimum_rows: 20 }
            routes:
              webhook: { url: "{{_receiver.Url}}/hook?token=abc", secret: "${secret:MONITOR_TEST_HOOK}" }
            """);
        var silence = new MonitorSilence { Rule = "silenced", Until = At(600), Reason = "known" };
        Assert.Equal([silence], await feed.Monitor.Silence(silence));
        await feed.AddAsync(At(0), MonitorFeed.Rows(90, "DE"), failed: 10);
        await feed.AddAsync(At(1), MonitorFeed.Rows(90, "DE"), failed: 10);
        await feed.ReportAsync(At(2));
        _time.Move(TimeSpan.FromMinutes(2));
        await JudgedAsync(feed, At(1));
        const string id = "told/failing/all/2026-03-02T12:00:00Z";
        await Eventually.HoldsAsync(async () => (await feed.Monitor.GetIncident(id)).Actions.All(static action => action.State == "done"), "all are told");

        var call = Assert.Single(_receiver.To("/hook"));
        RequireSigned(call);
        var body = JsonDocument.Parse(call.Body).RootElement;
        Assert.Equal(("opened", id, "told", 1, "failing", "all", "warning"), (
            body.GetProperty("event").GetString(), body.GetProperty("incident").GetString(), body.GetProperty("model").GetString(), body.GetProperty("version").GetInt32(),
            body.GetProperty("rule").GetString(), body.GetProperty("segment").GetString(), body.GetProperty("severity").GetString()));
        var webhook = Assert.Single((await feed.Monitor.GetIncident(id)).Actions, static action => action.Kind == "webhook");
        Assert.Equal(($"{_receiver.Url}/hook", "opened", 1, "The receiver took it."), (webhook.Target, webhook.Reason, webhook.Attempts, webhook.Outcome));
        var silenced = Assert.Single(await feed.Monitor.GetIncidents(true, 10), static incident => incident.Rule == "silenced");
        Assert.True(silenced.IsSilenced);
        Assert.Empty(silenced.Actions);
        Assert.Empty(await feed.Monitor.Silence(silence with { Until = At(0) }));
    }

    [Fact]
    public async Task Apply_DefinitionOfAModel_IsIdempotentAndSaysWhatChanges()
    {
        var monitor = _platform.Grains.GetGrain<IModelMonitorGrain>("applied");
        Assert.Equal(ErrorCode.ModelNotFound, (await Assert.ThrowsAsync<OrleansMLException>(monitor.GetDefinition)).Code);
        Assert.Equal((0, TimeSpan.FromHours(1)), Of(await monitor.GetWatch()));
        await _platform.Client.Registry.PushAsync("applied", new MemoryStream(Network));
        const string definition = """
            model: applied
            window: 15m
            segments: [country]
            rules:
              drift: { metric: psi, at: 0.2 }
            """;

        var usual = await monitor.GetDefinition();
        Assert.Equal(0, usual.Revision);
        Assert.Equal(["Only the text of the definition changes."], (await monitor.Apply(new ApplyMonitorRequest { Definition = usual.Definition, DryRun = true })).Changes);
        var dry = await monitor.Apply(new ApplyMonitorRequest { Definition = definition, DryRun = true });
        Assert.Equal((1, 0), (dry.Revision, (await monitor.GetDefinition()).Revision));
        var applied = await monitor.Apply(new ApplyMonitorRequest { Definition = definition, Actor = "ann" });
        Assert.Equal(dry.Changes, applied.Changes);
        Assert.Equal(["Version 1 of model 'applied' has no column 'country', which 'segments' names: all of its rows are in 'country=(missing)'."], applied.Notes);
        Assert.Contains("Windows are 15m long instead of 1h.", applied.Changes);
        Assert.Contains("Rule 'missing' goes; its incidents are closed.", applied.Changes);
        Assert.Equal((1, 0), Count(await monitor.Apply(new ApplyMonitorRequest { Definition = definition })));
        Assert.Equal((1, "ann", definition), ((await monitor.GetDefinition()).Revision, (await monitor.GetDefinition()).Actor, (await monitor.GetDefinition()).Definition));
        Assert.Equal((1, TimeSpan.FromMinutes(15)), Of(await monitor.GetWatch()));
        Assert.Equal([["country"]], (await monitor.GetWatch()).Segments);
        var changed = await monitor.Apply(new ApplyMonitorRequest { Definition = definition.Replace("0.2", "0.3", StringComparison.Ordinal) });
        Assert.Equal((2, "Rule 'drift' changes."), (changed.Revision, Assert.Single(changed.Changes)));

        Assert.Equal(0, (await monitor.Delete()).Revision);
        Assert.Empty((await monitor.Delete()).Changes);
        Assert.Equal(3, (await monitor.Apply(new ApplyMonitorRequest { Definition = definition })).Revision);

        static (int, TimeSpan) Of(MonitorWatch watch) => (watch.Revision, watch.Window);
        static (int, int) Count(MonitorApplied applied) => (applied.Revision, applied.Changes.Length);
    }

    [Fact]
    public async Task Apply_WhatIsWrong_IsSaidAtOnce()
    {
        await _platform.Client.Registry.PushAsync("wrong", new MemoryStream(Network));
        var monitor = _platform.Grains.GetGrain<IModelMonitorGrain>("wrong");

        var invalid = await Assert.ThrowsAsync<OrleansMLException>(() => monitor.Apply(new ApplyMonitorRequest { Definition = "model: wrong\nwindow: 7m\nmost_segment_values: 0" }));
        Assert.Equal(ErrorCode.InvalidRequest, invalid.Code);
        Assert.All(["'window'", "'most_segment_values'"], key => Assert.Contains(key, invalid.Message, StringComparison.Ordinal));
        var refused = await Assert.ThrowsAsync<OrleansMLException>(() => monitor.Apply(new ApplyMonitorRequest
        {
            Definition = "model: other",
        }));
        Assert.Equal("The monitor definition cannot be used: It is of model 'other' and cannot be applied to 'wrong'.", refused.Message);
        await RefusedAsync(
            new MonitorSilence { Rule = "none", Until = At(60), Reason = "x" },
            "There is no rule 'none' to silence; the rules are drift, prediction_drift, missing, type_errors, out_of_range, unseen, errors.");
        await RefusedAsync(
            new MonitorSilence { Segment = "moon=1", Until = At(60), Reason = "x" }, "There is no segment 'moon=1' to silence; allowed are 'all', or one value, such as 'column=value'.");
        await RefusedAsync(new MonitorSilence { Until = At(60), Reason = " " }, "The reason has 0 characters; 1 to 1000 are allowed.");
        Assert.Empty(await monitor.Silence(new MonitorSilence { Rule = "none", Segment = "moon=1", Until = At(-60), Reason = "it is over" }));

        async Task RefusedAsync(MonitorSilence silence, string message)
        {
            var refusal = await Assert.ThrowsAsync<OrleansMLException>(() => monitor.Silence(silence));
            Assert.Equal((ErrorCode.InvalidRequest, message), (refusal.Code, refusal.Message));
        }
    }

    [Fact]
    public async Task Apply_NamesWhatThereIsNot_TellsOfEach()
    {
        await _platform.Client.Registry.PushAsync("names", new MemoryStream(Network));
        var monitor = _platform.Grains.GetGrain<IModelMonitorGrain>("names");

        var applied = await monitor.Apply(new ApplyMonitorRequest
        {
            Definition = """
                model: names
                label: { column: y, task: regression, output: none }
                rules:
                  known: { metric: psi, columns: [features_0] }
                  lost: { metric: psi, columns: [moon] }
                actions: { pipeline: not_yet, feature_defaults: [cards.amount] }
                """,
        });

        Assert.Equal(
            [
                "Version 1 of model 'names' has no column 'moon', which rule 'lost' names: it says nothing of it.",
                "Version 1 of model 'names' has no output 'none', which 'label' names: no label can be compared.",
                "There is no pipeline 'not_yet', which 'actions' names: an alarm starts nothing before it is applied.",
                "There is no feature view 'cards', which 'actions' names: an alarm switches nothing to its default before it is applied.",
            ],
            applied.Notes);
        Assert.Equal(1, applied.Revision);
    }

    private static DateTimeOffset At(int minute) => Start.AddMinutes(minute);

    private static byte[] PackageOf(string model, NumericProfile amount)
    {
        var profile = new ReferenceProfile
        {
            InputRows = 1_000, PredictionRows = 0, Numeric = new Dictionary<string, NumericProfile> { ["amount"] = amount },
            Categorical = new Dictionary<string, CategoricalProfile>(), Predictions = new Dictionary<string, NumericProfile>(), Segments = new Dictionary<string, SegmentProfile>(),
        };
        using var package = new MemoryStream();
        ModelPackage.Write(package, $"name: {model}", Network, new PackageEvidence { Profile = CanonicalJson.Write(profile) });
        return package.ToArray();
    }

    // Of the specification, and nothing of the product: HMAC-SHA256 with the key after 'whsec_' over id, time and body.
    private static void RequireSigned(Receiver.Received call)
    {
        using var hmac = new HMACSHA256(Convert.FromBase64String("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
        var signed = $"{call.Headers["webhook-id"]}.{call.Headers["webhook-timestamp"]}.{call.Body}";
        Assert.Equal($"v1,{Convert.ToBase64String(hmac.ComputeHash(Encoding.UTF8.GetBytes(signed)))}", call.Headers["webhook-signature"]);
    }

    private async Task<MonitorFeed> WatchAsync(string model, string definition, byte[]? package = null, ColumnShape? shape = null)
    {
        await _platform.Client.Registry.PushAsync(model, new MemoryStream(package ?? Network));
        var feed = new MonitorFeed(_platform.Grains, model, shape);
        await feed.Monitor.Apply(new ApplyMonitorRequest { Definition = definition });
        return feed;
    }

    private static Task JudgedAsync(MonitorFeed feed, DateTimeOffset start) =>
        Eventually.HoldsAsync(async () => (await feed.Monitor.GetIndex()).Judged >= start, $"the window from {start:t} is judged");
}
