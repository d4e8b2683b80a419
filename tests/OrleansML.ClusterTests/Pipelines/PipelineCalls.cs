using OrleansML.Pipelines;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Pipelines;

/// <summary>Applies pipelines and follows their runs.</summary>
internal static class PipelineCalls
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(120);

    /// <summary>Settings under which little time passes in waiting.</summary>
    public static Dictionary<string, string?> FastSettings(params (string Key, string? Value)[] more) => new(
        more.Select(static setting => KeyValuePair.Create(setting.Key, setting.Value))
            .Append(new("OrleansML:Pipelines:Period", "00:00:00.05"))
            .Append(new("OrleansML:Pipelines:Beat", "00:00:00.2"))
            .Append(new("OrleansML:Pipelines:StepTimeout", "00:00:03"))
            .Append(new("OrleansML:Scoring:WorkersPerSilo", "1"))
            .Append(new("OrleansML:Scoring:Period", "00:00:00.03")));

    public static async Task<IPipelineGrain> ApplyAsync(IGrainFactory grains, string name, string definition)
    {
        var pipeline = grains.GetGrain<IPipelineGrain>(name);
        await pipeline.Apply(new ApplyPipelineRequest { Definition = definition, Actor = "tests" });
        return pipeline;
    }

    public static Task<PipelineRun> StartAsync(IPipelineGrain pipeline, string operation) =>
        pipeline.Start(new StartPipelineRequest { Operation = operation, At = DateTimeOffset.UtcNow });

    /// <summary>Starts a run by hand and waits for its end.</summary>
    public static async Task<PipelineRun> RunAsync(IPipelineGrain pipeline, string operation) =>
        await ReachAsync(pipeline, (await StartAsync(pipeline, operation)).Run, static run => run.State is not (PipelineRunState.Running or PipelineRunState.Waiting));

    /// <summary>Waits until a run has come so far.</summary>
    public static async Task<PipelineRun> ReachAsync(IPipelineGrain pipeline, string run, Func<PipelineRun, bool> condition)
    {
        PipelineRun? known = null;
        try
        {
            await Eventually.HoldsAsync(async () => condition(known = await pipeline.GetRun(run)), "the run has come so far", Longest);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"The run has not come so far: {known?.State} {known?.Reason}; {string.Join("; ", known?.Steps.Select(static step => $"{step.Step} {step.State} {step.Reason}") ?? [])}");
        }

        return known!;
    }

    public static PipelineStepStatus Step(this PipelineRun run, string name) => run.Steps.Single(step => step.Step == name);
}
