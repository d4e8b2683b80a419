using Orleans.Concurrency;

namespace OrleansML.Scoring;

/// <summary>
/// A worker of a job. Key: <c>pool/job/slot</c>. Nothing of it is durable. It fetches slices from the coordinator, as many as it has credit for, reads
/// ahead and scores on threads of its own, and stops by itself when it no longer belongs to the job.
/// </summary>
[Alias("OrleansML.IScoringWorkerGrain")]
public interface IScoringWorkerGrain : IGrainWithStringKey
{
    /// <summary>Begins. Idempotent; a worker that failed begins anew.</summary>
    [Alias("Work"), AlwaysInterleave]
    Task Work(ScoringSetup setup);

    /// <summary>Ends, and removes what is not finished. Idempotent.</summary>
    [Alias("Stop"), AlwaysInterleave]
    Task Stop();
}
