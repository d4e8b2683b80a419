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

    /// <summary>Labels beside the pool; left out when there are none.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>When it started.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>For a silo that is gone: when it was last known to be alive.</summary>
    public DateTimeOffset? LastSeenAt { get; init; }

    /// <summary>Version of the product; null while the silo does not answer, as with all that follows.</summary>
    public string? Version { get; init; }

    /// <summary>Predictions answered per second over the last seconds.</summary>
    public double? RequestsPerSecond { get; init; }

    /// <summary>What computes there.</summary>
    public DeviceInfo[]? Devices { get; init; }

    /// <summary>Versions of models in its memory.</summary>
    public LoadedModelInfo[]? Models { get; init; }

    /// <summary>How far it is emptied; null while nobody drains it.</summary>
    public string? Drain { get; init; }

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
        Labels = silo.Labels.Count == 0 ? null : silo.Labels,
        StartedAt = silo.StartedAt,
        LastSeenAt = silo.LastSeenAt,
        Version = silo.Report?.ProductVersion,
        RequestsPerSecond = silo.Report is { } report ? Math.Round(report.RequestsPerSecond, 1) : null,
        Devices = silo.Report is { } computing ? Array.ConvertAll(computing.Devices, DeviceInfo.From) : null,
        Models = silo.Report is { } loaded ? Array.ConvertAll(loaded.Models, LoadedModelInfo.From) : null,
        Drain = silo.Report is { Drain.Phase: not SiloDrainPhase.None and var phase } ? phase.ToString() : null,
    };
}
