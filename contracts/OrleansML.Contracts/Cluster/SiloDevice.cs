namespace OrleansML.Cluster;

/// <summary>What computes on a silo.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.SiloDevice")]
public sealed record SiloDevice
{
    /// <summary>Name, such as <c>cpu</c>.</summary>
    [Id(0)]
    public required string Name { get; init; }

    /// <summary>Threads that compute.</summary>
    [Id(1)]
    public required int Threads { get; init; }

    /// <summary>Requests that wait for it.</summary>
    [Id(2)]
    public required int Queued { get; init; }

    /// <summary>Memory that loaded models may take together, in bytes.</summary>
    [Id(3)]
    public required long MemoryBudgetBytes { get; init; }

    /// <summary>Memory accounted for loaded models, in bytes.</summary>
    [Id(4)]
    public required long MemoryUsedBytes { get; init; }
}
