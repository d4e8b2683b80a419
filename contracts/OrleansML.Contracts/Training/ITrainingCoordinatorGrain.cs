using Orleans.Concurrency;

namespace OrleansML.Training;

/// <summary>
/// One training run. Key: id of the run. Durable: whatever is answered is stored, and after the loss of its silo it goes on elsewhere. Members are
/// counted by generation; whoever speaks of an earlier one is told so and changes nothing.
/// </summary>
[Alias("OrleansML.ITrainingCoordinatorGrain")]
public interface ITrainingCoordinatorGrain : IGrainWithStringKey
{
    /// <summary>Plans the run and begins it. Idempotent: the same definition again answers with how it stands.</summary>
    /// <exception cref="OrleansMLException">
    /// <see cref="ErrorCode.InvalidRequest"/>: the definition breaks rules, all of which are named. <see cref="ErrorCode.Conflict"/>: the run exists with
    /// another definition.
    /// </exception>
    [Alias("Start")]
    Task<TrainingRunStatus> Start(StartTrainingRequest request);

    /// <summary>How it stands.</summary>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.RunNotFound"/>.</exception>
    [Alias("GetStatus"), AlwaysInterleave]
    Task<TrainingRunStatus> GetStatus();

    /// <summary>Ends the run; its last checkpoint stays for some days. Idempotent; a run that has ended stays as it is.</summary>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.RunNotFound"/>.</exception>
    [Alias("Cancel")]
    Task<TrainingRunStatus> Cancel(string reason);

    /// <summary>Goes on with a run that failed or was cancelled, from its last checkpoint. Idempotent while it runs.</summary>
    /// <exception cref="OrleansMLException">
    /// <see cref="ErrorCode.RunNotFound"/>. <see cref="ErrorCode.Conflict"/>: the run completed, or ended so long ago that its rows and checkpoint
    /// were removed.
    /// </exception>
    [Alias("Resume")]
    Task<TrainingRunStatus> Resume();

    /// <summary>The record of the gate: the JSON whose SHA-256 is <see cref="TrainingOutcome.GateRecord"/>, byte for byte in UTF-8.</summary>
    /// <exception cref="OrleansMLException">
    /// <see cref="ErrorCode.RunNotFound"/>. <see cref="ErrorCode.ArtifactNotFound"/>: the run has not come to the gate yet, or the record is lost.
    /// <see cref="ErrorCode.StorageUnavailable"/>.
    /// </exception>
    [Alias("GetGateRecord"), AlwaysInterleave]
    Task<string> GetGateRecord();

    /// <summary>Sees to it that a run which has not ended goes on, and that the end of one that has is noted in the catalog.</summary>
    /// <returns>Whether there is such a run.</returns>
    [Alias("Ensure")]
    Task<bool> Ensure();

    /// <summary>Tells how a worker stands.</summary>
    /// <returns>Whether the worker still belongs to the run; otherwise it stops.</returns>
    [Alias("Report"), AlwaysInterleave]
    Task<bool> Report(TrainingWorkerStatus status);

    /// <summary>Makes a checkpoint the one that the run goes on from. Idempotent.</summary>
    /// <returns>Whether it counts; false when the worker speaks of an earlier generation.</returns>
    [Alias("Commit")]
    Task<bool> Commit(TrainingCheckpoint checkpoint);
}
