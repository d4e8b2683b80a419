using Orleans.Concurrency;

namespace OrleansML.Training;

/// <summary>
/// A worker of a run: one dedicated thread with one replica of the model. Key: <c>pool/run/slot</c>. Nothing of it is durable; the loss of it is found
/// out by the coordinator. Every call comes back at once.
/// </summary>
[Alias("OrleansML.ITrainingWorkerGrain")]
public interface ITrainingWorkerGrain : IGrainWithStringKey
{
    /// <summary>
    /// Stops computing after the step under way, or before it where others are needed for it, and loads what the run needs where that has not been done.
    /// Idempotent.
    /// </summary>
    /// <returns>How it stands; ask again until it is ready.</returns>
    [Alias("Prepare"), AlwaysInterleave]
    Task<TrainingWorkerStatus> Prepare(TrainingWorkerSetup setup, long generation);

    /// <summary>Takes over the state to go on from, and computes from there. Idempotent; an earlier generation is ignored.</summary>
    [Alias("Begin"), AlwaysInterleave]
    Task<TrainingWorkerStatus> Begin(TrainingAssignment assignment);

    /// <summary>Takes in a part of a step of another worker.</summary>
    /// <returns>Whether it is taken; false asks to send it again shortly.</returns>
    [Alias("Receive"), AlwaysInterleave]
    Task<bool> Receive(GradientChunk chunk);

    /// <summary>A part of the state that a generation goes on from, for a worker that joins; at most 1 MB.</summary>
    /// <param name="generation">The generation that goes on from it.</param>
    /// <param name="offset">Where the part begins.</param>
    /// <returns>The part, empty at the end; null when the worker has no state to share for that generation, or not yet.</returns>
    [Alias("ReadState"), AlwaysInterleave]
    Task<byte[]?> ReadState(long generation, long offset);

    /// <summary>Ends the worker and frees what it holds. Idempotent.</summary>
    [Alias("Stop"), AlwaysInterleave]
    Task Stop();
}
