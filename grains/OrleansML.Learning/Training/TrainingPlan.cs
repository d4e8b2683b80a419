namespace OrleansML.Learning.Training;

/// <summary>How the work of a run is divided, and how long it goes on. Workers do not change the result; everything else does.</summary>
public sealed record TrainingPlan
{
    /// <summary>Most passes over the training rows, 1 to 10,000. Default 10.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>Rows of a step, over all shards, 1 to 1,048,576. Default 1,024.</summary>
    public int BatchRows { get; init; } = 1_024;

    /// <summary>
    /// Parts that each step is computed in and then added up in a fixed order, whichever workers computed them, 1 to 256. At most as many workers can
    /// help. Default 4.
    /// </summary>
    public int Shards { get; init; } = 4;

    /// <summary>Seed of everything that is drawn: weights, order of rows, dropout. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Epochs without a better loss on the validation rows after which a run ends with the best weights; null: it runs to its end.</summary>
    public int? Patience { get; init; }

    /// <summary>Workers without which a run waits, 1 to 256. Default 1.</summary>
    public int MinimumWorkers { get; init; } = 1;

    /// <summary>Most workers, from the minimum to <see cref="Shards"/>. Default: as many as there are shards.</summary>
    public int MaximumWorkers { get; init; } = 4;

    /// <summary>Steps between two checkpoints, 1 to 1,000,000. Default 500.</summary>
    public int CheckpointSteps { get; init; } = 500;

    /// <summary>Pool of silos that train. Default <c>cpu</c>.</summary>
    public string Pool { get; init; } = "cpu";
}
