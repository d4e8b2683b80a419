using OrleansML.Learning.Pipelines;

namespace OrleansML.Grains.Pipelines;

/// <summary>What a web hook is sent.</summary>
/// <param name="Event">What happened.</param>
/// <param name="Pipeline">The pipeline.</param>
/// <param name="Run">Id of the run.</param>
/// <param name="Key">Its key.</param>
/// <param name="IntervalStart">Start of its data interval.</param>
/// <param name="IntervalEnd">End of its data interval.</param>
/// <param name="Outcome">Where it stands.</param>
/// <param name="Reason">Why it did not succeed; empty otherwise.</param>
/// <param name="At">When it happened.</param>
internal sealed record PipelineNoticeBody(
    PipelineEvent Event, string Pipeline, string Run, string Key, string IntervalStart, string IntervalEnd, RunOutcome Outcome, string Reason, string At);
