using Orleans.Concurrency;

namespace OrleansML.Training;

/// <summary>
/// The parts of a run that one silo does alone, on threads of their own: gathering rows before the training, and judging the result after it. Key:
/// <c>pool/run</c>. Nothing of it is durable; a call that finds nothing under way begins anew. Every call comes back at once: ask again until it is done.
/// </summary>
[Alias("OrleansML.ITrainingTaskGrain")]
public interface ITrainingTaskGrain : IGrainWithStringKey
{
    /// <summary>Gathers rows.</summary>
    /// <param name="definition">The training definition in YAML.</param>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidRequest"/>: rows cannot be had or used.</exception>
    [Alias("Gather"), AlwaysInterleave]
    Task<TrainingMaterials?> Gather(string definition);

    /// <summary>Judges the result beside the champion, and packs it.</summary>
    [Alias("Evaluate"), AlwaysInterleave]
    Task<TrainingOutcome?> Evaluate(TrainingEvaluation evaluation);

    /// <summary>Interrupts what is under way. Idempotent.</summary>
    [Alias("Stop"), AlwaysInterleave]
    Task Stop();
}
