using System.Collections.Immutable;

namespace Orleans.Metadata;

/// <summary>The grain classes and interfaces that one silo hosts.</summary>
[GenerateSerializer]
[Immutable]
public sealed class GrainManifest(
    ImmutableDictionary<GrainType, GrainProperties> grains,
    ImmutableDictionary<GrainInterfaceType, GrainInterfaceProperties> interfaces) : IEquatable<GrainManifest>
{
    /// <summary>The interfaces and what is said of each.</summary>
    [Id(0)]
    public ImmutableDictionary<GrainInterfaceType, GrainInterfaceProperties> Interfaces { get; } = interfaces;

    /// <summary>The grain types and what is said of each.</summary>
    [Id(1)]
    public ImmutableDictionary<GrainType, GrainProperties> Grains { get; } = grains;

    /// <inheritdoc/>
    public bool Equals(GrainManifest? other)
        => other is not null && PropertyComparison.Equals(Grains, other.Grains) && PropertyComparison.Equals(Interfaces, other.Interfaces);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as GrainManifest);

    /// <inheritdoc/>
    public override int GetHashCode()
        => HashCode.Combine(PropertyComparison.GetHashCode(Grains), PropertyComparison.GetHashCode(Interfaces));
}
