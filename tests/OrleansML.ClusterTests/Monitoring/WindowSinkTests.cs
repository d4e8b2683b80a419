using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using OrleansML.Client;
using OrleansML.Deployments;
using OrleansML.Features;
using OrleansML.Grains.Monitoring;
using OrleansML.Learning.Mlp;
using OrleansML.Learning.Monitoring;
using OrleansML.Models;
using OrleansML.Monitoring;
using OrleansML.Tensors;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Monitoring;

/// <summary>From the client to the windows: what was predicted is what the monitor holds.</summary>
public sealed class WindowSinkTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);
    private static readonly byte[] Network = MlpModel.Random([3, 8, 1], seed: 1).ToOnnx();

    // The client's clock makes the ids that say when a prediction was.
    private readonly MovedTime _time = new(Noon);
    private PlatformCluster _platform = null!;

    private OrleansMLClient Client => _platform.Client;

    public async Task InitializeAsync() =>
        _platform = await PlatformCluster.StartAsync(["cpu"], new() { ["OrleansML:Monitoring:Flush"] = "00:01:00", ["OrleansML:Monitoring:Judge"] = "00:00:00.05" }, _time);

    public async Task DisposeAsync() => await _platform.DisposeAsync();

    [Fact]
    public async Task PredictAsync_Tensors_AreCountedByWindowAndSegment()
    {
        await PushAsync("plain", segments: "[features_0, [features_0, features_1]]");
        await Client.PredictAsync("plain", Tensor.Create("features", [1f, 2f, 3f], 1, 3));
        await Client.PredictAsync("plain", Tensor.Create("features", [1f, 5f, 6f, 7f, float.NaN, 9f], 2, 3));
        await FlushAsync();

        var whole = await WindowAsync("plain", "all");
        Assert.Equal(["features_0=1", "features_0=1,features_1=2", "features_0=1,features_1=5", "features_0=7", "features_0=7,features_1=(missing)"], whole.Segments);
        Assert.Equal((2, 3, 0), (whole.Window.Answered, whole.Window.Rows, whole.Window.Failed));
        Assert.Equal([("features_0", 3, 9.0), ("features_1", 2, 7.0), ("features_2", 3, 18.0)], Sums(whole.Window));
        Assert.Equal(1, whole.Window.Inputs["features_1"].Missing);
        // What is not a number gives what is not a number.
        var output = Assert.Single(whole.Window.Outputs).Value;
        Assert.Equal((2, 1), (output.Values, output.Missing));

        var one = await WindowAsync("plain", "features_0=1");
        Assert.Equal((2, 2), (one.Window.Answered, one.Window.Rows));
        Assert.Equal([("features_0", 2, 2.0), ("features_1", 2, 7.0), ("features_2", 2, 9.0)], Sums(one.Window));
        var missing = await WindowAsync("plain", "features_0=7,features_1=(missing)");
        Assert.Equal((1, 1), (missing.Window.Answered, missing.Window.Rows));
    }

    [Fact]
    public async Task PredictAsync_NextWindow_IsCountedApartAndTheOneBeforeIsCompleteBeforeTheNextFlush()
    {
        await PushAsync("hours");
        await Client.PredictAsync("hours", Tensor.Create("features", [1f, 2f, 3f], 1, 3));
        await FlushAsync();
        _time.Move(TimeSpan.FromMinutes(1));
        await Client.PredictAsync("hours", Tensor.Create("features", [4f, 5f, 6f], 1, 3));
        await FlushAsync();
        Assert.Equal(
            [(Noon, 1), (Noon.AddMinutes(1), 1)],
            (await Monitor("hours").GetIndex()).Windows.Select(static window => (window.Start, window.Versions.Single())));
        Assert.Equal([("features_0", 1, 4.0), ("features_1", 1, 5.0), ("features_2", 1, 6.0)], Sums((await WindowAsync("hours", "all", Noon.AddMinutes(1))).Window));

        // Flushes are a minute apart; the end of the window is told when the silo looks, every three seconds, and so the window is judged.
        await Client.PredictAsync("hours", Tensor.Create("features", [4f, 5f, 6f], 1, 3));
        _time.Move(TimeSpan.FromMinutes(2));
        await Eventually.HoldsAsync(async () => (await Monitor("hours").GetIndex()).Watermark >= Noon.AddMinutes(2), "the window is complete", TimeSpan.FromSeconds(50));
        Assert.Equal(2, (await WindowAsync("hours", "all", Noon.AddMinutes(1))).Window.Rows);
    }

    [Fact]
    public async Task PredictAsync_AfterAPauseWithinTheSameWindow_CountsAsBefore()
    {
        await PushAsync("paused", window: "1h");
        await Client.PredictAsync("paused", Tensor.Create("features", [1f, 2f, 3f], 1, 3));
        await FlushAsync();
        // Longer than a silo goes on reporting a model that nobody asks: it says so, and forgets the model.
        _time.Move(TimeSpan.FromMinutes(11));
        await FlushAsync();
        await FlushAsync();
        await Client.PredictAsync("paused", Tensor.Create("features", [4f, 5f, 6f], 1, 3));
        await FlushAsync();

        Assert.Equal(2, (await WindowAsync("paused", "all", length: TimeSpan.FromHours(1))).Window.Rows);
    }

    [Fact]
    public async Task PredictAsync_MoreValuesThanAreKeptApart_AreOneSegmentInEveryFlush()
    {
        await PushAsync("many", segments: "[features_0]", more: "most_segment_values: 2");
        foreach (var value in (float[])[1, 2, 3, 1])
        {
            await Client.PredictAsync("many", Tensor.Create("features", [value, 0, 0], 1, 3));
            await FlushAsync();
        }

        Assert.Equal(["features_0=(other)", "features_0=1", "features_0=2"], (await WindowAsync("many", "all")).Segments);
        Assert.Equal((1, 2), ((await WindowAsync("many", "features_0=(other)")).Window.Rows, (await WindowAsync("many", "features_0=1")).Window.Rows));
    }

    [Fact]
    public async Task PredictEntitiesAsync_PersonalColumn_IsCountedByPresenceOnlyAndNoSegmentIsNamedAfterIt()
    {
        await Client.Features.ApplyAsync("cards", """
            name: cards
            entity: { card: string }
            sources:
              payments:
                kind: push
                mode: pushed
                fields:
                  amount: { type: double, default: 0 }
                  shop: { type: string, default: a, privacy: pii }
            """);
        await Client.Registry.PushAsync("byentity", new MemoryStream(MlpModel.Random([2, 4, 1], seed: 1).ToOnnx()), new PushOptions
        {
            Manifest = """
                features: { views: [cards] }
                preprocessing:
                  features:
                    type: float
                    columns:
                      - { column: amount, steps: [{ cast: { to: double } }] }
                      - { column: shop, steps: [{ cast: { to: string } }, { one_hot: { categories: [b], unseen: zeros } }] }
                """,
        });
        await ApplyAsync("byentity", "[shop, amount]", "");
        await Client.Features.IngestAsync(new FeatureIngestRequest { View = "cards", Events = Encoding.UTF8.GetBytes("""{"card": "c1", "amount": 20, "shop": "b"}""") });
        await Client.PredictEntityAsync("byentity", "c1");
        await FlushAsync();

        var whole = await WindowAsync("byentity", "all");
        Assert.Equal(["amount=20"], whole.Segments);
        Assert.Equal([KeyValuePair.Create("(present)", 1L)], whole.Window.Inputs["shop"].Categories.Counts);
        Assert.Equal(20, whole.Window.Inputs["amount"].Moments.Mean);
    }

    [Fact]
    public async Task PredictAsync_PackageOfOneVersionCannotBeRead_TheOthersAreCountedAndItIsSaidOnce()
    {
        var log = new LogLines("Requests of model 'packages'");
        _platform.Service<ILoggerFactory>().AddProvider(log);
        await PushAsync("packages");
        var second = await Client.Registry.PushAsync("packages", new MemoryStream(MlpModel.Random([3, 8, 1], seed: 2).ToOnnx()));

        // It is loaded before its file is gone, and asked only afterwards, whenever the silo looks for what is to be counted.
        await Client.Deployments.SetWeightsAsync("packages", [new(1, 50), new(2, 50)], new DeploymentChange { Operation = Guid.NewGuid() });
        var file = Directory.GetFiles(_platform.ArtifactDirectory, second.Package, SearchOption.AllDirectories).Single();
        File.Move(file, $"{file}.away");
        await Client.PredictAsync("packages", new PredictRequest { Inputs = [Tensor.Create("features", [1f, 2f, 3f], 1, 3)] }, 1);
        await Client.PredictAsync("packages", new PredictRequest { Inputs = [Tensor.Create("features", [4f, 5f, 6f], 1, 3)] }, 2);
        await FlushAsync();
        await FlushAsync();

        Assert.Equal(1, (await WindowAsync("packages", "all")).Window.Rows);
        Assert.Equal([(Noon, 1)], (await Monitor("packages").GetIndex()).Windows.Select(static window => (window.Start, window.Versions.Single())));
        var line = Assert.Single(log.Lines);
        Assert.StartsWith("Requests of model 'packages' version 2 wait to be counted, because it is not known how: ", line);
        Assert.Contains(second.Package, line);
        var report = await Client.Monitor.GetReportAsync("packages", new MonitorQuery { From = Noon, Until = Noon.AddMinutes(1) });
        Assert.Equal((1, 1), (report.Version, report.Rows));
        Assert.Single(report.Notes, static note => note.StartsWith("Requests of version 2 wait to be counted and are in no window, because it is not known how: ", StringComparison.Ordinal));

        // The window of the others goes on being complete, and what waited is in its window as soon as it can be.
        _time.Move(TimeSpan.FromMinutes(2));
        await FlushAsync();
        Assert.True((await Monitor("packages").GetIndex()).Watermark >= Noon.AddMinutes(1));
        File.Move($"{file}.away", file);
        await FlushAsync();
        Assert.Equal(2, (await Monitor("packages").GetIndex()).Windows.Single().Versions.Length);
        Assert.Equal([("features_0", 1, 4.0), ("features_1", 1, 5.0), ("features_2", 1, 6.0)], Sums((await WindowAsync("packages", "all", version: 2)).Window));
        Assert.Empty((await Monitor("packages").GetIndex()).Waiting);
    }

    [Fact]
    public async Task FlushAsync_SiloThatEndedMeanwhile_IsFoundWithinAMinute()
    {
        await FlushAsync();
        // The counters of a run, as its silo leaves them: version 1 of one model, of which three predictions were taken and none is in a file.
        var counters = new byte[512];
        "ORLEANSML COUNTERS 1"u8.CopyTo(counters);
        "ended"u8.CopyTo(counters.AsSpan(256));
        BitConverter.TryWriteBytes(counters.AsSpan(256 + 64), 1L);
        BitConverter.TryWriteBytes(counters.AsSpan(256 + 64 + 112), 3L);
        var folder = Directory.CreateDirectory(Path.Combine(_platform.FeatureDirectory, "monitoring")).FullName;
        File.WriteAllBytes(Path.Combine(folder, "ended.counters"), counters);
        await FlushAsync();
        Assert.False(File.Exists(Path.Combine(folder, "ended.lost.json")));

        _time.Move(TimeSpan.FromMinutes(1));
        await FlushAsync();

        using var lost = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(folder, "ended.lost.json")));
        Assert.Equal(("ended", 3), (lost.RootElement[0].GetProperty("model").GetString(), lost.RootElement[0].GetProperty("lost").GetInt32()));
        Assert.False(File.Exists(Path.Combine(folder, "ended.counters")));
    }

    [Fact]
    public async Task StopAsync_Silo_BringsEverythingIntoWindows()
    {
        await PushAsync("stopped");
        await Client.PredictAsync("stopped", Tensor.Create("features", [1f, 2f, 3f], 1, 3));
        await _platform.Cluster.StopAllSilosAsync();
        Assert.Empty(Directory.GetFiles(Path.Combine(_platform.FeatureDirectory, "monitoring")));
    }

    private static IEnumerable<(string, long, double)> Sums(SegmentWindow window) =>
        window.Inputs.OrderBy(static column => column.Key, StringComparer.Ordinal).Select(static column => (column.Key, column.Value.Values, column.Value.Moments.Mean * column.Value.Values));

    private IModelMonitorGrain Monitor(string model) => _platform.Grains.GetGrain<IModelMonitorGrain>(model);

    private async Task PushAsync(string model, string? segments = null, string more = "", string window = "1m")
    {
        await Client.Registry.PushAsync(model, new MemoryStream(Network));
        await ApplyAsync(model, segments, more, window);
    }

    private Task ApplyAsync(string model, string? segments, string more, string window = "1m") => Monitor(model).Apply(new ApplyMonitorRequest
    {
        Definition = $"""
            model: {model}
            window: {window}
            lateness: 1d
            {(segments is null ? "" : $"segments: {segments}")}
            {more}
            """,
    });

    private async Task<(SegmentWindow Window, string[] Segments)> WindowAsync(string model, string segment, DateTimeOffset? start = null, TimeSpan? length = null, int version = 1)
    {
        var window = await _platform.Grains.GetGrain<IMonitorGrain>(new MonitorKey(model, version, start ?? Noon, length ?? TimeSpan.FromMinutes(1), segment).ToString()).Get();
        return (SegmentWindow.ReadFrom(window.Window!), window.Segments);
    }

    private Task FlushAsync() => _platform.Service<MonitorConsumer>().FlushAsync();
}
