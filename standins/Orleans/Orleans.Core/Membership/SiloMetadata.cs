using System.Collections.Immutable;

namespace Orleans.Runtime.MembershipService.SiloMetadata;

/// <summary>The labels of a silo; they do not change while it lives.</summary>
[GenerateSerializer]
[Alias("Orleans.Runtime.MembershipService.SiloMetadata.SiloMetadata")]
public record SiloMetadata
{
    /// <summary>No labels.</summary>
    public static SiloMetadata Empty { get; } = new();

    /// <summary>The labels by name.</summary>
    [Id(0)]
    public ImmutableDictionary<string, string> Metadata { get; private set; } = ImmutableDictionary<string, string>.Empty;

    internal static SiloMetadata Create(IEnumerable<KeyValuePair<string, string>> metadata)
        => new() { Metadata = metadata.ToImmutableDictionary(StringComparer.Ordinal) };
}
