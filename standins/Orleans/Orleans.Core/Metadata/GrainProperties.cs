using System.Collections.Immutable;

namespace Orleans.Metadata;

/// <summary>What the manifest says of a grain class.</summary>
[GenerateSerializer]
[Immutable]
public sealed class GrainProperties(ImmutableDictionary<string, string> values) : IEquatable<GrainProperties>
{
    [Id(0)]
    public ImmutableDictionary<string, string> Properties { get; } = values;

    public bool Equals(GrainProperties? other) => other is not null && PropertyComparison.Equals(Properties, other.Properties);

    public override bool Equals(object? obj) => Equals(obj as GrainProperties);

    public override int GetHashCode() => PropertyComparison.GetHashCode(Properties);

    public string ToDetailedString() => PropertyComparison.ToString(Properties);
}
