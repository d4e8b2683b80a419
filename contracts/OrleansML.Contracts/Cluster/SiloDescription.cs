namespace OrleansML.Cluster;

/// <summary>One silo.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.SiloDescription")]
public sealed record SiloDescription
{
    /// <summary>Address and generation.</summary>
    [Id(0)]
    public required string Address { get; init; }

    /// <summary>Name.</summary>
    [Id(1)]
    public required string Name { get; init; }

    /// <summary>Pool from the silo's metadata; empty while unknown.</summary>
    [Id(2)]
    public required string Pool { get; init; }

    /// <summary>Membership status, such as <c>Active</c>.</summary>
    [Id(3)]
    public required string Status { get; init; }

    /// <summary>Grain activations; -1 while unknown.</summary>
    [Id(4)]
    public required int Activations { get; init; }

    /// <summary>Share of processor time in use, 0 to 100; -1 while unknown.</summary>
    [Id(5)]
    public required double ProcessorPercent { get; init; }

    /// <summary>Managed memory in use in bytes, as the last garbage collection found it; -1 while unknown.</summary>
    [Id(6)]
    public required long MemoryBytes { get; init; }

    /// <summary>Labels from the silo's metadata, the pool not among them; empty while unknown.</summary>
    [Id(7)]
    public Dictionary<string, string> Labels { get; init; } = [];

    /// <summary>When it started.</summary>
    [Id(8)]
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>For a silo that is gone: when it was last known to be alive.</summary>
    [Id(9)]
    public DateTimeOffset? LastSeenAt { get; init; }

    /// <summary>What it says of itself; null while it does not answer.</summary>
    [Id(10)]
    public SiloReport? Report { get; init; }
}
