using System.Collections.Immutable;

namespace Orleans.Metadata;

/// <summary>What the manifest says of a grain interface.</summary>
[GenerateSerializer]
[Immutable]
public sealed class GrainInterfaceProperties(ImmutableDictionary<string, string> values) : IEquatable<GrainInterfaceProperties>
{
    [Id(0)]
    public ImmutableDictionary<string, string> Properties { get; } = values;

    public bool Equals(GrainInterfaceProperties? other) => other is not null && PropertyComparison.Equals(Properties, other.Properties);

    public override bool Equals(object? obj) => Equals(obj as GrainInterfaceProperties);

    public override int GetHashCode() => PropertyComparison.GetHashCode(Properties);

    public string ToDetailedString() => PropertyComparison.ToString(Properties);
}
