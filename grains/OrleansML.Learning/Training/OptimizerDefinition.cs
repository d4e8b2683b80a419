namespace OrleansML.Learning.Training;

/// <summary>How weights change with their gradients.</summary>
public sealed record OptimizerDefinition
{
    /// <summary>The rule. Default Adam.</summary>
    public OptimizerKind Kind { get; init; } = OptimizerKind.Adam;

    /// <summary>Size of a step, above 0 up to 10. Default 0.001.</summary>
    public double LearningRate { get; init; } = 0.001;

    /// <summary>Pull of weights towards 0, 0 to 1. Default 0.</summary>
    public double WeightDecay { get; init; }

    /// <summary>With SGD: share of the step before that goes on, 0 up to below 1. Default 0.</summary>
    public double Momentum { get; init; }

    /// <summary>Longest gradient (Euclidean norm over all weights), above 0; null: any.</summary>
    public double? ClipNorm { get; init; }

    /// <summary>How the learning rate changes over the run. Default constant.</summary>
    public LearningRateSchedule Schedule { get; init; } = LearningRateSchedule.Constant;

    /// <summary>Steps over which the learning rate rises from 0, 0 to 1,000,000. Default 0.</summary>
    public int WarmUpSteps { get; init; }
}
