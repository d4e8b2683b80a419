using OrleansML.Deployments;

namespace OrleansML.Gateway.Deployments;

/// <summary>A version that is asked as well, and how its answers compare since the deployment took its form.</summary>
public sealed record ShadowInfo
{
    /// <summary>The version.</summary>
    public required int Version { get; init; }

    /// <summary>Share of the requests that it is asked too.</summary>
    public required double Share { get; init; }

    /// <summary>Largest absolute difference of two numbers that counts as the same answer.</summary>
    public required double Tolerance { get; init; }

    /// <summary>Requests of which both answers were compared.</summary>
    public required long Compared { get; init; }

    /// <summary>Those among them whose answers differ.</summary>
    public required long Differing { get; init; }

    /// <summary>Requests that the shadow version failed.</summary>
    public required long Failed { get; init; }

    /// <summary>Requests that it was not asked because too many were still under way.</summary>
    public required long Dropped { get; init; }

    /// <summary>Largest absolute difference of two finite numbers.</summary>
    public required double LargestDifference { get; init; }

    /// <summary>Decisions compared: whole numbers, Booleans, texts, and the position of the largest of several numbers.</summary>
    public required long Decisions { get; init; }

    /// <summary>Those among them that are equal.</summary>
    public required long EqualDecisions { get; init; }

    /// <summary>Converts what the deployment knows.</summary>
    public static ShadowInfo From(ShadowPlan plan, ShadowFigures figures) => new()
    {
        Version = plan.Version,
        Share = plan.Share,
        Tolerance = plan.Tolerance,
        Compared = figures.Compared,
        Differing = figures.Differing,
        Failed = figures.Failed,
        Dropped = figures.Dropped,
        LargestDifference = figures.LargestDifference,
        Decisions = figures.Decisions,
        EqualDecisions = figures.EqualDecisions,
    };
}
