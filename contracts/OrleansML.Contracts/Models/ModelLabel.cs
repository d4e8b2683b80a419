namespace OrleansML.Models;

/// <summary>What labels of a model say, and what they are held against.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.ModelLabel")]
public sealed record ModelLabel
{
    /// <summary>Name of what is predicted.</summary>
    [Id(0)]
    public required string Column { get; init; }

    /// <summary><c>regression</c>, <c>binary_classification</c> or <c>multiclass_classification</c>.</summary>
    [Id(1)]
    public required string Task { get; init; }

    /// <summary>Of two classes the one whose probability is predicted; else null.</summary>
    [Id(2)]
    public string? Positive { get; init; }

    /// <summary>Probability from which on a row is decided to be positive. Default 0.5.</summary>
    [Id(3)]
    public double Threshold { get; init; } = 0.5;

    /// <summary>The output that labels are held against; null: the one that can be meant.</summary>
    [Id(4)]
    public string? Output { get; init; }

    /// <summary>The classes in the order of the output; null when they are not known, and with regression.</summary>
    [Id(5)]
    public string[]? Classes { get; init; }
}
