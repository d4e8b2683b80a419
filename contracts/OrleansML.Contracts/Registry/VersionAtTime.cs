using OrleansML.Deployments;

namespace OrleansML.Registry;

/// <summary>Which version an alias stood for at a time.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.VersionAtTime")]
public sealed record VersionAtTime
{
    /// <summary>Name of the alias.</summary>
    [Id(0)]
    public required string Name { get; init; }

    /// <summary>The time asked for.</summary>
    [Id(1)]
    public required DateTimeOffset Time { get; init; }

    /// <summary>The version; null when the alias did not exist then.</summary>
    [Id(2)]
    public int? Version { get; init; }

    /// <summary>The move that put it there; null when there was none.</summary>
    [Id(3)]
    public RegistryEvent? Move { get; init; }

    /// <summary>Of <see cref="AliasName.Champion"/>: shares of the versions that answered at that time; empty where the champion did alone.</summary>
    [Id(4)]
    public VersionWeight[] Weights { get; init; } = [];
}
