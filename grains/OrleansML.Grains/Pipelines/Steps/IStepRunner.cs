using OrleansML.Data.Pipelines;
using OrleansML.Learning.Pipelines;

namespace OrleansML.Grains.Pipelines.Steps;

/// <summary>Does what steps of one kind say. Safe for concurrent use; never called in a turn.</summary>
internal interface IStepRunner
{
    /// <summary>The kind.</summary>
    StepKind Kind { get; }

    /// <summary>Does it. The same attempt may be worked on again, on another silo; what others keep for it is joined then.</summary>
    /// <param name="context">What to do.</param>
    /// <param name="cancellationToken">Stops it, with what it began elsewhere where <see cref="StepContext.IsStopped"/> says so.</param>
    /// <returns>What it gives to later steps.</returns>
    /// <exception cref="StepFailedException">It failed; other exceptions are told apart by <see cref="StepFaults"/>.</exception>
    Task<string> RunAsync(StepContext context, CancellationToken cancellationToken);
}
