using System.Diagnostics;
using System.Globalization;
using OrleansML.Pipelines;
using OrleansML.Testing;
using OrleansML.Testing.Processes;

namespace OrleansML.ProcessTests.Pipelines;

/// <summary>Pipelines, the losses that they meet, and what is left behind in the end.</summary>
/// <param name="cluster">The silos.</param>
/// <param name="grains">The pipelines as a client sees them.</param>
/// <param name="clock">The clock of the silos.</param>
/// <param name="pipelines">What to apply.</param>
/// <param name="seed">What the losses follow from.</param>
internal sealed class DisturbedPipelines(ProcessCluster cluster, IGrainFactory grains, SiloClock clock, WatchedPipeline[] pipelines, int seed)
{
    private const int MostCallsBetween = 5;
    private const int ShortestOutage = 120;
    private const int LongestOutage = 150;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(5);

    private readonly Random _random = new(seed);

    /// <summary>What was killed, in order.</summary>
    public List<PipelineLoss> Losses { get; } = [];

    /// <summary>How long it took until all losses had come.</summary>
    public TimeSpan Suffering { get; private set; }

    /// <summary>Applies them, kills silos, and waits until everything that came due until then is decided and has ended.</summary>
    /// <returns>For each pipeline, what it says of itself.</returns>
    public async Task<PipelineAudit[]> RunAsync()
    {
        var started = Stopwatch.GetTimestamp();
        foreach (var pipeline in pipelines)
            await AskAsync(pipeline, grain => grain.Apply(new ApplyPipelineRequest { Definition = pipeline.Definition, Actor = "tests" }));
        foreach (var loss in Plan())
        {
            await LetStepsBeCalledAsync(_random.Next(1, MostCallsBetween + 1));
            await SufferAsync(loss);
            Losses.Add(loss);
        }

        var until = clock.Now;
        Suffering = Stopwatch.GetElapsedTime(started);
        var audits = new List<PipelineAudit>();
        foreach (var pipeline in pipelines)
            audits.Add(await SettleAsync(pipeline, until));
        return [.. audits];
    }

    /// <summary>A run with its steps as far as they are known.</summary>
    public Task<PipelineRun> FindAsync(WatchedPipeline pipeline, PipelineRun run) => AskAsync(pipeline, grain => grain.GetRun(run.Key));

    /// <summary>The last decisions about one, newest first.</summary>
    public Task<PipelineDecision[]> FindDecisionsAsync(WatchedPipeline pipeline) => AskAsync(pipeline, static grain => grain.GetDecisions(200));

    /// <summary>Ends them.</summary>
    public async Task DeleteAsync()
    {
        foreach (var pipeline in pipelines)
        {
            await AskAsync(pipeline, static async grain =>
            {
                await grain.Delete();
                return "";
            });
        }
    }

    // One of the losses is an outage, and one is not.
    private PipelineLoss[] Plan()
    {
        PipelineLoss[] plan = [PipelineLoss.Outage, (PipelineLoss)_random.Next(2)];
        _random.Shuffle(plan);
        return plan;
    }

    private async Task SufferAsync(PipelineLoss loss)
    {
        ClusterNode[] victims = loss switch
        {
            PipelineLoss.Holder => [await FindHolderAsync(pipelines[_random.Next(pipelines.Length)])],
            PipelineLoss.Any => [cluster.Silos[_random.Next(cluster.Silos.Count)]],
            _ => [.. cluster.Silos],
        };
        await Task.WhenAll(victims.Select(static victim => victim.KillAsync()));
        if (loss == PipelineLoss.Outage)
            clock.Pass(TimeSpan.FromSeconds(_random.Next(ShortestOutage, LongestOutage)));
        await Task.WhenAll(victims.Select(static victim => victim.StartAsync()));
    }

    private Task LetStepsBeCalledAsync(int calls)
    {
        var receiver = pipelines[0].Receiver;
        var enough = receiver.Calls.Count + calls;
        return Eventually.HoldsAsync(() => receiver.Calls.Count >= enough, string.Create(CultureInfo.InvariantCulture, $"steps make {calls} more calls"), Longest);
    }

    private async Task<ClusterNode> FindHolderAsync(WatchedPipeline pipeline)
    {
        ClusterNode? holder = null;
        await Eventually.HoldsAsync(
            async () =>
            {
                var address = (await TryAsync(async () => await grains.GetGrain<IManagementGrain>(0).GetActivationAddress(grains.GetGrain<IPipelineGrain>(pipeline.Name))))?.ToParsableString();
                return (holder = cluster.Silos.FirstOrDefault(node => address?.Contains($"{node.Address}:", StringComparison.Ordinal) == true)) is { IsRunning: true };
            },
            $"the silo of pipeline {pipeline.Name} is found",
            Longest);
        return holder!;
    }

    private async Task<PipelineAudit> SettleAsync(WatchedPipeline pipeline, DateTimeOffset until)
    {
        PipelineAudit? audit = null;
        try
        {
            await Eventually.HoldsAsync(
                async () =>
                {
                    // Decisions do not come with the status: both are of one state where none was made in between.
                    var decisions = await FindDecisionsAsync(pipeline);
                    var status = await AskAsync(pipeline, static grain => grain.GetStatus());
                    return decisions[0] == (await FindDecisionsAsync(pipeline))[0] && (audit = new PipelineAudit(pipeline, status, decisions, until)).IsSettled;
                },
                $"pipeline {pipeline.Name} has nothing left to do",
                Longest);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"Pipeline {pipeline.Name} stands still: {string.Join("; ", audit?.Faults() ?? [])}");
        }

        return audit!;
    }

    private async Task<T> AskAsync<T>(WatchedPipeline pipeline, Func<IPipelineGrain, Task<T>> ask)
        where T : class
    {
        T? answer = null;
        await Eventually.HoldsAsync(async () => (answer = await TryAsync(() => ask(grains.GetGrain<IPipelineGrain>(pipeline.Name)))) is not null, $"pipeline {pipeline.Name} answers", Longest);
        return answer!;
    }

    private static async Task<T?> TryAsync<T>(Func<Task<T>> call)
        where T : class?
    {
        try
        {
            return await call().WaitAsync(LongestCall);
        }
        catch (Exception exception) when (exception is TimeoutException or OrleansException or OrleansMLException { Code: ErrorCode.Unavailable or ErrorCode.StorageUnavailable })
        {
            // Whoever was asked is gone.
            return null;
        }
    }
}
