using Orleans.Concurrency;

namespace OrleansML.Scoring;

/// <summary>
/// The parts of a job that one silo does alone, on threads of their own: finding the rows, publishing the result, and trying a sample. Key:
/// <c>pool/job</c>. Nothing of it is durable; a call that finds nothing under way begins anew. Every call comes back within a second: ask again until it is done.
/// </summary>
[Alias("OrleansML.IScoringTaskGrain")]
public interface IScoringTaskGrain : IGrainWithStringKey
{
    /// <summary>Finds the rows of the job and tells its coordinator.</summary>
    /// <param name="setup">The job; its rows per batch are 0 where they are to be chosen.</param>
    /// <returns>Whether it is done.</returns>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidRequest"/>: rows cannot be had or used.</exception>
    [Alias("Plan"), AlwaysInterleave]
    Task<bool> Plan(ScoringSetup setup);

    /// <summary>Publishes the parts.</summary>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidRequest"/>: the input changed, or the result cannot be written where it belongs.</exception>
    [Alias("Finish"), AlwaysInterleave]
    Task<ScoringOutcome?> Finish(ScoringResult result);

    /// <summary>Removes what a job that is published needs no more. Idempotent.</summary>
    [Alias("Clean"), AlwaysInterleave]
    Task Clean(ScoringSetup setup);

    /// <summary>Says what a job would do.</summary>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidRequest"/>: rows cannot be had or used.</exception>
    [Alias("Estimate"), AlwaysInterleave]
    Task<ScoringEstimate?> Estimate(ScoringSetup setup);

    /// <summary>Interrupts what is under way. Idempotent.</summary>
    [Alias("Stop"), AlwaysInterleave]
    Task Stop();
}
