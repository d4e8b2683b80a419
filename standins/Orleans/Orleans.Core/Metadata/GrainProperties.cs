using System.Collections.Immutable;

namespace Orleans.Metadata;

/// <summary>What the manifest says of a grain class.</summary>
[GenerateSerializer]
[Immutable]
public sealed class GrainProperties(ImmutableDictionary<string, string> values) : IEquatable<GrainProperties>
{
    /// <summary>The entries.</summary>
    [Id(0)]
    public ImmutableDictionary<string, string> Properties { get; } = values;

    /// <inheritdoc/>
    public bool Equals(GrainProperties? other) => other is not null && PropertyComparison.Equals(Properties, other.Properties);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as GrainProperties);

    /// <inheritdoc/>
    public override int GetHashCode() => PropertyComparison.GetHashCode(Properties);

    /// <summary>Returns the entries as text.</summary>
    public string ToDetailedString() => PropertyComparison.ToString(Properties);
}
