using OrleansML.Pipelines;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Pipelines;

/// <summary>Whatever is lost on the way, each instant of a trigger is one run, and each run has its effect.</summary>
public sealed class PipelineRecoveryTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 30, TimeSpan.Zero);

    // A minute passes in three seconds.
    private readonly FastTime _time = new(Start, 20);
    private PlatformCluster? _platform;
    private Receiver? _receiver;

    private PlatformCluster Platform => _platform!;

    private Receiver Receiver => _receiver!;

    public async Task InitializeAsync()
    {
        _receiver = await Receiver.StartAsync();
        _platform = await PlatformCluster.StartAsync(["cpu", "cpu", "cpu"], PipelineCalls.FastSettings(), _time);
    }

    public async Task DisposeAsync()
    {
        await Platform.DisposeAsync();
        await Receiver.DisposeAsync();
    }

    [Fact]
    public async Task KillSilo_PipelinesEveryMinute_EachInstantIsOneRun()
    {
        string[] names = ["red", "green", "blue", "grey", "pink", "gold"];
        var from = new Dictionary<string, DateTimeOffset>();
        foreach (var name in names)
        {
            await PipelineCalls.ApplyAsync(Platform.Grains, name, $$"""
                name: {{name}}
                overlap: buffer_one
                catch_up: { runs: all, most: 100, window: 1d }
                triggers:
                  minutely: { interval: 1m }
                steps:
                  pause: { kind: sql, engine: duckdb, statement: select 1, retries: { most: 20, first: 1s, factor: 1, longest: 1s } }
                  append: { kind: http, after: [pause], url: "{{Receiver.Url}}/{{name}}", body: "${run.key}", retries: { most: 20, first: 1s, factor: 1, longest: 1s } }
                """);
            from[name] = (await Platform.Grains.GetGrain<IPipelineGrain>(name).GetStatus()).AppliedAt;
        }

        await ReachAsync(names, 2);
        await Platform.Cluster.KillSiloAsync(Platform.Cluster.Silos[2]);
        await ReachAsync(names, 5);
        await Platform.Cluster.KillSiloAsync(Platform.Cluster.Silos[1]);
        await ReachAsync(names, 9, succeeded: 5);

        foreach (var name in names)
            await RequireEachInstantOnceAsync(name, from[name]);
    }

    private async Task RequireEachInstantOnceAsync(string name, DateTimeOffset from)
    {
        var before = KeysTo(name);
        var status = await Platform.Grains.GetGrain<IPipelineGrain>(name).GetStatus();
        var after = KeysTo(name);

        // Every whole minute after the pipeline was applied is one run, or skipped because two were there already.
        PipelineRun[] known = [.. status.Recent, .. status.Waiting, .. status.Open is { } open ? [open] : Array.Empty<PipelineRun>()];
        var first = new DateTimeOffset((from.Ticks / TimeSpan.TicksPerMinute * TimeSpan.TicksPerMinute) + TimeSpan.TicksPerMinute, TimeSpan.Zero);
        Assert.Equal(Enumerable.Range(0, known.Length).Select(minute => first.AddMinutes(minute)), known.Select(static run => run.IntervalEnd).Order());
        Assert.All(status.Recent, run => Assert.True(run.State is PipelineRunState.Succeeded or PipelineRunState.Skipped, $"{run.Key} {run.State}: {run.Reason}"));

        // What succeeded had its effect, and what was skipped had none.
        var succeeded = status.Recent.Where(static run => run.State == PipelineRunState.Succeeded).Select(static run => run.Key).ToArray();
        Assert.Empty(succeeded.Except(after));
        Assert.Empty(before.Except([.. succeeded, status.Open?.Key ?? ""]));
        Assert.InRange(succeeded.Length, 5, known.Length);
    }

    private HashSet<string> KeysTo(string name) => [.. Receiver.To($"/{name}").Select(static call => call.Body)];

    private async Task ReachAsync(string[] pipelines, int runs, int succeeded = 0)
    {
        foreach (var name in pipelines)
        {
            await Eventually.HoldsAsync(
                async () =>
                {
                    try
                    {
                        var recent = (await Platform.Grains.GetGrain<IPipelineGrain>(name).GetStatus()).Recent;
                        return recent.Length >= runs && recent.Count(static run => run.State == PipelineRunState.Succeeded) >= succeeded;
                    }
                    catch (Exception exception) when (exception is TimeoutException or OrleansException or OrleansMLException { Code: ErrorCode.Unavailable })
                    {
                        return false;
                    }
                },
                $"'{name}' has had {runs} runs of which {succeeded} succeeded",
                TimeSpan.FromSeconds(180));
        }
    }
}
