using OrleansML.Gateway.Pipelines;

namespace OrleansML.Cli.Pipelines;

/// <summary>One pipeline.</summary>
/// <param name="Pipeline">How it stands.</param>
/// <param name="Decisions">The last decisions, newest first; null where they were not asked for.</param>
internal sealed record PipelineShowReport(PipelineInfo Pipeline, IReadOnlyList<PipelineDecisionInfo>? Decisions);
