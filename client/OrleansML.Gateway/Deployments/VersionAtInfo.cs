using OrleansML.Gateway.Api;
using OrleansML.Registry;

namespace OrleansML.Gateway.Deployments;

/// <summary>Which version an alias stood for at a time.</summary>
public sealed record VersionAtInfo
{
    /// <summary>Name of the alias.</summary>
    public required string Alias { get; init; }

    /// <summary>The time asked for.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The version; left out where the alias did not exist then.</summary>
    public int? Version { get; init; }

    /// <summary>Of the champion: shares of the versions that answered then; empty where it did alone.</summary>
    public required WeightInfo[] Weights { get; init; }

    /// <summary>The move that put it there; left out where there was none.</summary>
    public RegistryEventInfo? Move { get; init; }

    /// <summary>Converts what the registry knows.</summary>
    public static VersionAtInfo From(VersionAtTime found) => new()
    {
        Alias = found.Name,
        At = found.Time,
        Version = found.Version,
        Weights = Array.ConvertAll(found.Weights, WeightInfo.From),
        Move = found.Move is { } move ? RegistryEventInfo.From(move) : null,
    };
}
