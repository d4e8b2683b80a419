using OrleansML.Learning.Pipelines;
using OrleansML.Pipelines;

namespace OrleansML.Grains.Pipelines;

/// <summary>What whoever works on an attempt at a step must know.</summary>
/// <param name="Pipeline">The pipeline.</param>
/// <param name="Attempt">The attempt.</param>
/// <param name="Step">What to do.</param>
/// <param name="Values">What placeholders stand for.</param>
/// <param name="IsOutputUsed">Whether other steps use what it gives.</param>
internal sealed record StepOrder(string Pipeline, PipelineAttempt Attempt, PipelineStep Step, TemplateValues Values, bool IsOutputUsed);
