namespace OrleansML.Training.Workers;

/// <summary>What a worker does.</summary>
public enum WorkerPhase
{
    /// <summary>It loads rows and model.</summary>
    Loading,

    /// <summary>It is halted between two rounds.</summary>
    Ready,

    /// <summary>It computes.</summary>
    Running,

    /// <summary>The training has come to its end.</summary>
    Finished,

    /// <summary>It cannot go on.</summary>
    Failed,
}
