namespace OrleansML.Learning.Training;

/// <summary>What follows a hidden layer.</summary>
public enum NetworkActivation
{
    /// <summary>max(0, x).</summary>
    Relu,

    /// <summary>x times the normal distribution function of x.</summary>
    Gelu,

    /// <summary>x times the logistic function of x.</summary>
    Silu,

    /// <summary>Hyperbolic tangent.</summary>
    Tanh,
}
