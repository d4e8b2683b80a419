namespace OrleansML.Learning.Training;

/// <summary>A network that training makes.</summary>
public sealed record NetworkDefinition
{
    /// <summary>Its kind.</summary>
    public required NetworkKind Kind { get; init; }

    /// <summary>Widths of the hidden layers, 1 to 8,192 each; at most 16 of them.</summary>
    public required IReadOnlyList<int> Hidden { get; init; }

    /// <summary>What follows each hidden layer.</summary>
    public NetworkActivation Activation { get; init; } = NetworkActivation.Relu;

    /// <summary>Share of a hidden layer's outputs that training leaves out at random, 0 up to below 1. Default 0.</summary>
    public double Dropout { get; init; }
}
