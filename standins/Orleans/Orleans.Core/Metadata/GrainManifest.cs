using System.Collections.Immutable;

namespace Orleans.Metadata;

/// <summary>The grain classes and interfaces that one silo hosts.</summary>
[GenerateSerializer]
[Immutable]
public sealed class GrainManifest(
    ImmutableDictionary<GrainType, GrainProperties> grains,
    ImmutableDictionary<GrainInterfaceType, GrainInterfaceProperties> interfaces) : IEquatable<GrainManifest>
{
    [Id(0)]
    public ImmutableDictionary<GrainInterfaceType, GrainInterfaceProperties> Interfaces { get; } = interfaces;

    [Id(1)]
    public ImmutableDictionary<GrainType, GrainProperties> Grains { get; } = grains;

    public bool Equals(GrainManifest? other)
        => other is not null && PropertyComparison.Equals(Grains, other.Grains) && PropertyComparison.Equals(Interfaces, other.Interfaces);

    public override bool Equals(object? obj) => Equals(obj as GrainManifest);

    public override int GetHashCode()
        => HashCode.Combine(PropertyComparison.GetHashCode(Grains), PropertyComparison.GetHashCode(Interfaces));
}
