namespace OrleansML.Learning.Mlp;

/// <summary>What a network does with the sums of its last layer.</summary>
public enum MlpOutput
{
    /// <summary>Gives them as they are: regression values or logits.</summary>
    Linear,

    /// <summary>Passes each through the logistic function: probabilities between 0 and 1.</summary>
    Sigmoid,
}
