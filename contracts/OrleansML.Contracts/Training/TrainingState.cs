namespace OrleansML.Training;

/// <summary>Where a training run stands. The numbers are part of the wire format and of stored runs, and never change.</summary>
public enum TrainingState
{
    /// <summary>It is written down and begins shortly.</summary>
    Planned = 0,

    /// <summary>Its rows are read, checked, split and preprocessed.</summary>
    Gathering = 1,

    /// <summary>Workers compute steps, or it waits for enough of them.</summary>
    Running = 2,

    /// <summary>Workers go on while a checkpoint is stored; at the end of a run the last one is waited for.</summary>
    Checkpointing = 3,

    /// <summary>The result is compared with the champion.</summary>
    Evaluating = 4,

    /// <summary>It ended, and the gate has decided.</summary>
    Completed = 5,

    /// <summary>It ended before there was a result; the reason says why. It can be resumed from its last checkpoint.</summary>
    Failed = 6,

    /// <summary>Somebody ended it. It can be resumed from its last checkpoint.</summary>
    Cancelled = 7,
}
