using OrleansML.Cluster;

namespace OrleansML.Gateway.Api;

/// <summary>A version of a model in a silo's memory.</summary>
public sealed record LoadedModelInfo
{
    /// <summary>Name of the model.</summary>
    public required string Model { get; init; }

    /// <summary>Version.</summary>
    public required int Version { get; init; }

    /// <summary>Memory accounted for it, in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>Requests answered since it was loaded.</summary>
    public required long Answered { get; init; }

    /// <summary>Converts what the silo says.</summary>
    public static LoadedModelInfo From(SiloModel model) =>
        new() { Model = model.Model, Version = model.Version, Bytes = model.Bytes, Answered = model.Answered };
}
