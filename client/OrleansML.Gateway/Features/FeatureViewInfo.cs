using OrleansML.Features;

namespace OrleansML.Gateway.Features;

/// <summary>A feature view.</summary>
public sealed record FeatureViewInfo
{
    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Grows with every change.</summary>
    public required int Revision { get; init; }

    /// <summary>SHA-256 of the definition, 64 lower-case hexadecimal digits.</summary>
    public required string Hash { get; init; }

    /// <summary>When it was applied.</summary>
    public required DateTimeOffset AppliedAt { get; init; }

    /// <summary>The definition in its one canonical form.</summary>
    public required string Definition { get; init; }

    /// <summary>Features that are answered with their defaults while an incident is open; null: none.</summary>
    public FeatureSwitch[]? Switches { get; init; }

    /// <summary>Converts what the cluster says.</summary>
    public static FeatureViewInfo From(FeatureViewSnapshot snapshot) => new()
    {
        Name = snapshot.Name,
        Revision = snapshot.Revision,
        Hash = snapshot.Hash,
        AppliedAt = snapshot.AppliedAt,
        Definition = snapshot.Definition,
        Switches = snapshot.Switches.Length == 0 ? null : snapshot.Switches,
    };
}
