namespace OrleansML.Cluster;

/// <summary>A version of a model in a silo's memory.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.SiloModel")]
public sealed record SiloModel
{
    /// <summary>Name of the model.</summary>
    [Id(0)]
    public required string Model { get; init; }

    /// <summary>Version.</summary>
    [Id(1)]
    public required int Version { get; init; }

    /// <summary>Memory accounted for it, in bytes.</summary>
    [Id(2)]
    public required long Bytes { get; init; }

    /// <summary>Requests answered since it was loaded.</summary>
    [Id(3)]
    public required long Answered { get; init; }
}
