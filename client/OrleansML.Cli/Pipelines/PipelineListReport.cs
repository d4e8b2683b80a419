using OrleansML.Gateway.Pipelines;

namespace OrleansML.Cli.Pipelines;

/// <summary>All pipelines.</summary>
/// <param name="Pipelines">The pipelines by name.</param>
/// <param name="Decisions">The last decisions about each, newest first; null where they were not asked for.</param>
internal sealed record PipelineListReport(
    IReadOnlyList<PipelineSummary> Pipelines, IReadOnlyDictionary<string, IReadOnlyList<PipelineDecisionInfo>>? Decisions);
