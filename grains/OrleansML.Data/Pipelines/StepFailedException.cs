using OrleansML.Learning.Pipelines;

namespace OrleansML.Data.Pipelines;

/// <summary>An attempt at a step failed. The message says what, why and what to do, and holds no secret.</summary>
/// <param name="failure">Whether, and when, trying again may help.</param>
/// <param name="message">What happened.</param>
internal sealed class StepFailedException(StepFailureKind failure, string message) : Exception(message)
{
    public StepFailureKind Failure { get; } = failure;
}
