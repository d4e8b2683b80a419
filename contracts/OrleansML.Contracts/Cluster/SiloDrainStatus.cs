namespace OrleansML.Cluster;

/// <summary>How the emptying of one silo stands.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.SiloDrainStatus")]
public sealed record SiloDrainStatus
{
    /// <summary>Address and generation, which name this very process of the silo.</summary>
    [Id(0)]
    public required string Address { get; init; }

    /// <summary>Name.</summary>
    [Id(1)]
    public required string Name { get; init; }

    /// <summary>Membership status, such as <c>Active</c>.</summary>
    [Id(2)]
    public required string Status { get; init; }

    /// <summary>How far it is.</summary>
    [Id(3)]
    public required SiloDrainProgress Progress { get; init; }
}
