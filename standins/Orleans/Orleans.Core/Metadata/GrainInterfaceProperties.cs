using System.Collections.Immutable;

namespace Orleans.Metadata;

/// <summary>What the manifest says of a grain interface.</summary>
[GenerateSerializer]
[Immutable]
public sealed class GrainInterfaceProperties(ImmutableDictionary<string, string> values) : IEquatable<GrainInterfaceProperties>
{
    /// <summary>The entries.</summary>
    [Id(0)]
    public ImmutableDictionary<string, string> Properties { get; } = values;

    /// <inheritdoc/>
    public bool Equals(GrainInterfaceProperties? other) => other is not null && PropertyComparison.Equals(Properties, other.Properties);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as GrainInterfaceProperties);

    /// <inheritdoc/>
    public override int GetHashCode() => PropertyComparison.GetHashCode(Properties);

    /// <summary>Returns the entries as text.</summary>
    public string ToDetailedString() => PropertyComparison.ToString(Properties);
}
