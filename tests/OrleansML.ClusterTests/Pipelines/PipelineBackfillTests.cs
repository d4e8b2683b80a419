using OrleansML.Pipelines;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Pipelines;

/// <summary>Runs over the past, on three silos of which one is lost.</summary>
public sealed class PipelineBackfillTests : IAsyncLifetime
{
    private PlatformCluster? _platform;
    private Receiver? _receiver;

    private PlatformCluster Platform => _platform!;

    private Receiver Receiver => _receiver!;

    public async Task InitializeAsync()
    {
        _receiver = await Receiver.StartAsync();
        _platform = await PlatformCluster.StartAsync(["cpu", "cpu", "cpu"], PipelineCalls.FastSettings());
    }

    public async Task DisposeAsync()
    {
        await Platform.DisposeAsync();
        await Receiver.DisposeAsync();
    }

    [Fact]
    public async Task Backfill_OverTheLossOfASilo_EachYearIsOneRunInTurn()
    {
        var pipeline = await PipelineCalls.ApplyAsync(Platform.Grains, "past", Yearly("past", "retries: { most: 20, first: 1s, factor: 1, longest: 1s }"));
        var request = new BackfillPipelineRequest { Operation = "years", At = DateTimeOffset.UtcNow, Trigger = "yearly", From = January(2019), Until = January(2025), Most = 7 };

        // The third year is under way, and stays so, when the silo is lost that works on it.
        Receiver.Status = static (_, number) => number == 3 ? null : 200;
        await pipeline.Backfill(request);
        await Eventually.HoldsAsync(() => Receiver.Calls.Count == 3, "the third year is under way", TimeSpan.FromSeconds(60));
        var holder = await Platform.Grains.GetGrain<IManagementGrain>(0).GetActivationAddress(pipeline);
        await Platform.Cluster.KillSiloAsync(Platform.Cluster.Silos.Single(silo => silo.SiloAddress.Equals(holder)));
        await Eventually.HoldsAsync(async () => await TryGetStatusAsync(pipeline) is { Backfill: null, Open: null }, "the backfill has ended", TimeSpan.FromSeconds(120));
        await pipeline.Backfill(request);

        var years = Enumerable.Range(2019, 7);
        var status = await pipeline.GetStatus();
        Assert.Null(status.Backfill);
        Assert.Equal(years.Select(static year => $"backfill/years/{year}-01-01T00:00:00Z"), status.Recent.Reverse().Select(static run => run.Key));
        Assert.All(status.Recent, static run => Assert.Equal(PipelineRunState.Succeeded, run.State));
        Assert.Equal(years.Select(static year => $"{year - 1}-01-01T00:00:00Z {year}-01-01T00:00:00Z"), Receiver.Calls.Select(static call => call.Body).Distinct());
        var attempts = await Task.WhenAll(status.Recent.Reverse().Select(async run => (await pipeline.GetRun(run.Key)).Step("call").Attempt));
        Assert.Equal([1, 1, 2, 1, 1, 1, 1], attempts);
        var ended = Assert.Single(await pipeline.GetDecisions(200), static decision => decision is { Kind: "end", Key: "" });
        Assert.Equal(("backfill", "Backfill 'years' has started its last run."), (ended.Trigger, ended.Why));
    }

    [Fact]
    public async Task Backfill_NotAllowed_SaysWhyAndMayBeAskedForAgain()
    {
        Receiver.Status = static (_, _) => null;
        var pipeline = await PipelineCalls.ApplyAsync(Platform.Grains, "bounds", Yearly("bounds", "timeout: 1h"));
        var request = new BackfillPipelineRequest { Operation = "many", At = DateTimeOffset.UtcNow, Trigger = "yearly", From = January(2016), Until = January(2025), Most = 9 };

        Assert.Equal(
            (ErrorCode.InvalidRequest, "Backfill 'many' is refused: it has more than the 9 runs that it allows; ask for a shorter range, or allow more."), await RefusedAsync(request));
        Assert.Equal(
            (ErrorCode.InvalidRequest, "Backfill 'many' is refused: 'daily' is no trigger by cron or interval of this pipeline."), await RefusedAsync(request with { Trigger = "daily" }));
        Assert.Equal(
            (ErrorCode.InvalidRequest, "Backfill 'many' is refused: it allows 1001 runs; 1 to 1000 can be allowed."), await RefusedAsync(request with { Most = 1001 }));

        Assert.Equal("many", (await pipeline.Backfill(request with { Most = 10 })).Backfill!.Operation);
        Assert.Equal(
            (ErrorCode.Conflict, "Backfill 'more' is refused: backfill 'many' still goes on."), await RefusedAsync(request with { Operation = "more", At = DateTimeOffset.UtcNow }));
        var open = (await pipeline.EndBackfill()).Open!;
        await pipeline.Cancel(open.Run, "enough");

        var status = await pipeline.GetStatus();
        Assert.Equal((null, null, PipelineRunState.Cancelled), (status.Backfill, status.Open, Assert.Single(status.Recent).State));

        async Task<(ErrorCode Code, string Message)> RefusedAsync(BackfillPipelineRequest refused)
        {
            var exception = await Assert.ThrowsAsync<OrleansMLException>(() => pipeline.Backfill(refused));
            return (exception.Code, exception.Message);
        }
    }

    private static DateTimeOffset January(int year) => new(year, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private string Yearly(string name, string more) => $$"""
        name: {{name}}
        triggers:
          yearly: { cron: "0 0 1 1 *" }
        steps:
          call: { kind: http, url: "{{Receiver.Url}}/", body: "${interval.start} ${interval.end}", {{more}} }
        """;

    private static async Task<PipelineStatus?> TryGetStatusAsync(IPipelineGrain pipeline)
    {
        try
        {
            return await pipeline.GetStatus();
        }
        catch (Exception exception) when (exception is TimeoutException or OrleansException or OrleansMLException { Code: ErrorCode.Unavailable })
        {
            // The silo that was asked is the one that was killed.
            return null;
        }
    }
}
