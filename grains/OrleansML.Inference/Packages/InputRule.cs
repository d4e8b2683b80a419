namespace OrleansML.Inference.Packages;

/// <summary>What a manifest allows for one input.</summary>
public sealed record InputRule
{
    /// <summary>Smallest allowed element; null when unbounded.</summary>
    public double? Minimum { get; init; }

    /// <summary>Largest allowed element; null when unbounded.</summary>
    public double? Maximum { get; init; }

    /// <summary>Whether not-a-number is accepted. Default true.</summary>
    public bool AllowNaN { get; init; } = true;

    /// <summary>Allowed texts; null when any text is allowed.</summary>
    public string[]? Categories { get; init; }
}
