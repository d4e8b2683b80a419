namespace OrleansML.Deployments;

/// <summary>What the routers counted of one version.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.VersionFigures")]
public sealed record VersionFigures
{
    /// <summary>The version.</summary>
    [Id(0)]
    public required int Version { get; init; }

    /// <summary>Requests that went to it.</summary>
    [Id(1)]
    public required long Requests { get; init; }

    /// <summary>Those among them that it failed.</summary>
    [Id(2)]
    public required long Failed { get; init; }

    /// <summary>Median time of an answer, as a client sees it; null while there is none.</summary>
    [Id(3)]
    public TimeSpan? Median { get; init; }

    /// <summary>The quantile of the time of an answer that the canary's limits name, else 0.95; null while there is none.</summary>
    [Id(4)]
    public TimeSpan? Quantile { get; init; }
}
