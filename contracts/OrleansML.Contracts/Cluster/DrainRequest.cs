namespace OrleansML.Cluster;

/// <summary>Asks to take a silo out of service.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.DrainRequest")]
public sealed record DrainRequest
{
    /// <summary>Name of the silo, or its address with or without generation.</summary>
    [Id(0)]
    public required string Silo { get; init; }

    /// <summary>Time for other silos to load what this one serves, 1 s to 1 hour.</summary>
    [Id(1)]
    public required TimeSpan Timeout { get; init; }

    /// <summary>Leave even as the last silo of a pool, or when other silos cannot load everything.</summary>
    [Id(2)]
    public bool Force { get; init; }
}
