using System.CommandLine;
using OrleansML.Gateway.Pipelines;

namespace OrleansML.Cli.Pipelines;

/// <summary><c>orleansml pipeline list</c>: all pipelines, with what goes on and what comes next.</summary>
internal sealed class PipelineListCommand : Command
{
    private const int DecisionsEach = 5;

    private readonly Option<bool> _why = new("--why") { Description = $"With the last {DecisionsEach} decisions about each, and the reasons." };

    public PipelineListCommand(VerbContext verbs) : base("list", "All pipelines: state, next due times and last run.")
    {
        Add(_why);
        SetAction(async (parsed, cancellationToken) =>
        {
            using var gateway = verbs.ConnectTo(parsed);
            var calls = new PipelineCalls(gateway);
            var pipelines = (await calls.ListAsync(cancellationToken)).Pipelines;
            var report = new PipelineListReport(pipelines, parsed.GetValue(_why) ? await DecisionsOfAsync(calls, pipelines, cancellationToken) : null);
            verbs.OutputOf(parsed).Write(report, console => PipelineViews.RenderList(console, report));
            return ExitCodes.Success;
        });
    }

    private static async Task<IReadOnlyDictionary<string, IReadOnlyList<PipelineDecisionInfo>>> DecisionsOfAsync(
        PipelineCalls calls, IReadOnlyList<PipelineSummary> pipelines, CancellationToken cancellationToken)
    {
        var decisions = new Dictionary<string, IReadOnlyList<PipelineDecisionInfo>>(StringComparer.Ordinal);
        foreach (var pipeline in pipelines)
            decisions[pipeline.Pipeline] = await calls.GetDecisionsAsync(pipeline.Pipeline, DecisionsEach, cancellationToken);
        return decisions;
    }
}
