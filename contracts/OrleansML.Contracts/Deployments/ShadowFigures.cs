namespace OrleansML.Deployments;

/// <summary>What became of the requests that the shadow version was asked too.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.ShadowFigures")]
public sealed record ShadowFigures
{
    /// <summary>Requests of which both answers were compared.</summary>
    [Id(0)]
    public long Compared { get; init; }

    /// <summary>Those among them with numbers further apart than the tolerance, other texts, or outputs that do not match in type or shape.</summary>
    [Id(1)]
    public long Differing { get; init; }

    /// <summary>Requests that the shadow version failed.</summary>
    [Id(2)]
    public long Failed { get; init; }

    /// <summary>Requests that it was not asked because too many were still under way.</summary>
    [Id(3)]
    public long Dropped { get; init; }

    /// <summary>Largest absolute difference of two finite numbers.</summary>
    [Id(4)]
    public double LargestDifference { get; init; }

    /// <summary>
    /// Decisions compared: elements of whole numbers, Booleans and texts, and for floating-point outputs with several numbers in the last axis
    /// the position of the largest, row by row.
    /// </summary>
    [Id(5)]
    public long Decisions { get; init; }

    /// <summary>Those among them that are equal.</summary>
    [Id(6)]
    public long EqualDecisions { get; init; }
}
