using System.Collections.Immutable;
using Orleans.Metadata;

namespace Orleans.Runtime.Management;

/// <summary>What a silo tells others about itself.</summary>
[GenerateSerializer]
[Alias("Orleans.Runtime.Management.SiloDetails")]
[Immutable]
internal sealed class SiloDetails
{
    /// <summary>Gets or sets the silo.</summary>
    [Id(0)]
    public SiloAddress Silo { get; set; } = null!;

    /// <summary>Gets or sets the properties of its grain types.</summary>
    [Id(1)]
    public Dictionary<string, Dictionary<string, string>> Grains { get; set; } = [];

    /// <summary>Gets or sets the properties of its grain interfaces.</summary>
    [Id(2)]
    public Dictionary<string, Dictionary<string, string>> Interfaces { get; set; } = [];

    /// <summary>Gets or sets its metadata.</summary>
    [Id(3)]
    public Dictionary<string, string> Metadata { get; set; } = [];

    /// <summary>Creates the details of a silo.</summary>
    public static SiloDetails Create(SiloAddress silo, GrainManifest manifest, IReadOnlyDictionary<string, string> metadata) => new()
    {
        Silo = silo,
        Grains = manifest.Grains.ToDictionary(pair => pair.Key.ToString(), pair => new Dictionary<string, string>(pair.Value.Properties)),
        Interfaces = manifest.Interfaces.ToDictionary(pair => pair.Key.ToString(), pair => new Dictionary<string, string>(pair.Value.Properties)),
        Metadata = new Dictionary<string, string>(metadata),
    };

    /// <summary>Rebuilds the manifest.</summary>
    public GrainManifest ToManifest() => new(
        Grains.ToImmutableDictionary(pair => GrainType.Create(pair.Key), pair => new GrainProperties(pair.Value.ToImmutableDictionary())),
        Interfaces.ToImmutableDictionary(pair => GrainInterfaceType.Create(pair.Key), pair => new GrainInterfaceProperties(pair.Value.ToImmutableDictionary())));
}
