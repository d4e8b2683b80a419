using OrleansML.Cluster;

namespace OrleansML.Gateway.Api;

/// <summary>One silo.</summary>
public sealed record SiloInfo
{
    /// <summary>Address and generation.</summary>
    public required string Address { get; init; }

    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Pool; empty while unknown.</summary>
    public required string Pool { get; init; }

    /// <summary>Membership status, such as <c>Active</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Grain activations; null while unknown.</summary>
    public int? Activations { get; init; }

    /// <summary>Share of processor time in use, 0 to 100; null while unknown.</summary>
    public double? ProcessorPercent { get; init; }

    /// <summary>Memory of the process in bytes; null while unknown.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>Converts what the cluster says.</summary>
    public static SiloInfo From(SiloDescription silo) => new()
    {
        Address = silo.Address,
        Name = silo.Name,
        Pool = silo.Pool,
        Status = silo.Status,
        Activations = silo.Activations < 0 ? null : silo.Activations,
        ProcessorPercent = silo.ProcessorPercent < 0 ? null : silo.ProcessorPercent,
        MemoryBytes = silo.MemoryBytes < 0 ? null : silo.MemoryBytes,
    };
}
