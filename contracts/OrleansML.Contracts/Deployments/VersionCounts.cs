namespace OrleansML.Deployments;

/// <summary>What one router counted of one version since the deployment took its form.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.VersionCounts")]
public sealed record VersionCounts
{
    /// <summary>The version.</summary>
    [Id(0)]
    public required int Version { get; init; }

    /// <summary>Requests that it failed.</summary>
    [Id(1)]
    public required long Failed { get; init; }

    /// <summary>Requests that it answered, by time: one number for each of the <see cref="LatencyBuckets"/>.</summary>
    [Id(2)]
    public required long[] Answered { get; init; }
}
