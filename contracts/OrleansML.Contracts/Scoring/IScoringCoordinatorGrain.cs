using Orleans.Concurrency;

namespace OrleansML.Scoring;

/// <summary>
/// One scoring job. Key: id of the job. Durable: whatever is answered is stored, and after the loss of its silo it goes on elsewhere with the slices that
/// were not finished. A slice counts once: the first part of it that is stored here; any other is removed.
/// </summary>
[Alias("OrleansML.IScoringCoordinatorGrain")]
public interface IScoringCoordinatorGrain : IGrainWithStringKey
{
    /// <summary>Plans the job and begins it. Idempotent: the same definition again answers with how it stands.</summary>
    /// <exception cref="OrleansMLException">
    /// <see cref="ErrorCode.InvalidRequest"/>: the definition breaks rules, all of which are named. <see cref="ErrorCode.ModelNotFound"/> or
    /// <see cref="ErrorCode.VersionNotFound"/>. <see cref="ErrorCode.Conflict"/>: the job exists with another definition.
    /// </exception>
    [Alias("Start")]
    Task<ScoringStatus> Start(StartScoringRequest request);

    /// <summary>How it stands.</summary>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.RunNotFound"/>.</exception>
    [Alias("GetStatus"), AlwaysInterleave]
    Task<ScoringStatus> GetStatus();

    /// <summary>Says what a job would do, from a sample; nothing is stored. Ask again until it is done.</summary>
    /// <param name="definition">The scoring definition in YAML, at most 1 MiB.</param>
    /// <exception cref="OrleansMLException">
    /// <see cref="ErrorCode.InvalidRequest"/>: the definition breaks rules, all of which are named, or rows cannot be had or used.
    /// <see cref="ErrorCode.ModelNotFound"/> or <see cref="ErrorCode.VersionNotFound"/>.
    /// </exception>
    [Alias("Estimate"), AlwaysInterleave]
    Task<ScoringEstimate?> Estimate(string definition);

    /// <summary>Ends the job; parts that are finished stay for <see cref="Resume"/>. Idempotent; a job that has ended stays as it is.</summary>
    /// <exception cref="OrleansMLException">
    /// <see cref="ErrorCode.RunNotFound"/>. <see cref="ErrorCode.Conflict"/>: its result is being published, which cannot be taken back.
    /// </exception>
    [Alias("Cancel")]
    Task<ScoringStatus> Cancel(string reason);

    /// <summary>Goes on with a job that failed or was cancelled; slices that are finished are not scored again. Idempotent while it runs.</summary>
    /// <exception cref="OrleansMLException">
    /// <see cref="ErrorCode.RunNotFound"/>. <see cref="ErrorCode.Conflict"/>: the job completed, or ended so long ago that what it needs was removed.
    /// </exception>
    [Alias("Resume")]
    Task<ScoringStatus> Resume();

    /// <summary>
    /// Sees to it that a job which has not ended goes on, and that the catalog knows of one that has. Waits for a change that begins or ends it.
    /// </summary>
    /// <returns>Whether it has not ended.</returns>
    [Alias("Ensure")]
    Task<bool> Ensure();

    /// <summary>Gives up a job that failed or was cancelled, once the time is over in which it can be resumed. Idempotent.</summary>
    /// <returns>SHA-256 of the artifact that describes its input, empty where there is none; null: the job is not given up.</returns>
    [Alias("GiveUp")]
    Task<string?> GiveUp();

    /// <summary>Takes what planning has found. Idempotent: slices that are known are left out.</summary>
    /// <returns>Whether the job still plans; otherwise planning stops.</returns>
    [Alias("AddPlan")]
    Task<bool> AddPlan(ScoringPlanPart plan);

    /// <summary>Takes what a worker has done, and gives it more. Parts that it answers as decided are stored. Idempotent.</summary>
    [Alias("Report"), AlwaysInterleave]
    Task<ScoringOrder> Report(ScoringReport report);
}
