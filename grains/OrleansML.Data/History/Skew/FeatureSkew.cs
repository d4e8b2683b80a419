namespace OrleansML.Data.History;

/// <summary>How the served values of one feature compare with history.</summary>
public sealed record FeatureSkew
{
    /// <summary>The feature.</summary>
    public required string Feature { get; init; }

    /// <summary>Vectors in which it was compared.</summary>
    public required long Compared { get; init; }

    /// <summary>Those in which both have the same value, to the bit, or none.</summary>
    public required long Equal { get; init; }

    /// <summary>Those in which the values differ.</summary>
    public required long Mismatched { get; init; }

    /// <summary>Those in which none was served and history has one.</summary>
    public required long Missing { get; init; }

    /// <summary>Those in which one was served and history has none.</summary>
    public required long Extra { get; init; }

    /// <summary>Largest |served - history| / max(|served|, |history|) of mismatched numbers, 0 to 2; null when no number differs.</summary>
    public required double? WorstRelativeDifference { get; init; }

    /// <summary>Whether the share that differs is above the threshold.</summary>
    public required bool IsSkewed { get; init; }

    /// <summary>The first few that differ, by entity and time.</summary>
    public required IReadOnlyList<SkewExample> Examples { get; init; }
}
