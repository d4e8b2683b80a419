using OrleansML.Cluster;

namespace OrleansML.Gateway.Api;

/// <summary>What computes on a silo.</summary>
public sealed record DeviceInfo
{
    /// <summary>Name, such as <c>cpu</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Threads that compute.</summary>
    public required int Threads { get; init; }

    /// <summary>Requests that wait for it.</summary>
    public required int Queued { get; init; }

    /// <summary>Memory that loaded models may take together, in bytes.</summary>
    public required long MemoryBudgetBytes { get; init; }

    /// <summary>Memory accounted for loaded models, in bytes.</summary>
    public required long MemoryUsedBytes { get; init; }

    /// <summary>Converts what the silo says.</summary>
    public static DeviceInfo From(SiloDevice device) => new()
    {
        Name = device.Name,
        Threads = device.Threads,
        Queued = device.Queued,
        MemoryBudgetBytes = device.MemoryBudgetBytes,
        MemoryUsedBytes = device.MemoryUsedBytes,
    };
}
