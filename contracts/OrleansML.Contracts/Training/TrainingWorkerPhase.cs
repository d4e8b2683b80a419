namespace OrleansML.Training;

/// <summary>What a worker does. The numbers are part of the wire format and never change.</summary>
public enum TrainingWorkerPhase
{
    /// <summary>It loads rows and model.</summary>
    Loading = 0,

    /// <summary>It is halted between two steps, and can begin.</summary>
    Ready = 1,

    /// <summary>It computes steps.</summary>
    Running = 2,

    /// <summary>It has come to the end of the training; its last checkpoint is being stored or is.</summary>
    Finished = 3,

    /// <summary>It cannot go on.</summary>
    Failed = 4,
}
