using OrleansML.Registry;

namespace OrleansML.Gateway.Api;

/// <summary>A model and its versions.</summary>
public sealed record ModelInfo
{
    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Version that answers requests which name none; null when there is none.</summary>
    public int? Champion { get; init; }

    /// <summary>Versions by alias, the champion not among them; left out where there are none.</summary>
    public IReadOnlyDictionary<string, int>? Aliases { get; init; }

    /// <summary>Grows with every change.</summary>
    public required long Revision { get; init; }

    /// <summary>The versions in ascending order.</summary>
    public required ModelVersionInfo[] Versions { get; init; }

    /// <summary>Converts what the registry knows.</summary>
    public static ModelInfo From(ServingSnapshot snapshot) => new()
    {
        Name = snapshot.Model,
        Champion = snapshot.Champion == 0 ? null : snapshot.Champion,
        Aliases = snapshot.Aliases.Length == 0 ? null : snapshot.Aliases.ToDictionary(static alias => alias.Name, static alias => alias.Version),
        Revision = snapshot.Revision,
        Versions = Array.ConvertAll(snapshot.Versions, ModelVersionInfo.From),
    };
}
