using Orleans.Metadata;
using Orleans.Placement;

namespace Orleans.Runtime.Placement.Filtering;

/// <summary>Lets silos pass whose metadata equal, for some keys, those of the silo that places the grain.</summary>
public class RequiredMatchSiloMetadataPlacementFilterStrategy : PlacementFilterStrategy
{
    private const string KeysProperty = "metadata-keys";

    /// <summary>Initializes a strategy whose settings come from the manifest.</summary>
    public RequiredMatchSiloMetadataPlacementFilterStrategy()
        : this([], 0)
    {
    }

    /// <summary>Initializes a strategy.</summary>
    /// <param name="metadataKeys">The keys.</param>
    /// <param name="order">The place of this filter among the filters of the class.</param>
    public RequiredMatchSiloMetadataPlacementFilterStrategy(string[] metadataKeys, int order)
        : base(order) => MetadataKeys = metadataKeys;

    /// <summary>Gets the keys.</summary>
    public string[] MetadataKeys { get; private set; }

    /// <inheritdoc/>
    public override void AdditionalInitialize(GrainProperties properties) =>
        MetadataKeys = GetPlacementFilterGrainProperty(KeysProperty, properties)?.Split(',')
            ?? throw new ArgumentException("The manifest holds no metadata keys for the placement filter.", nameof(properties));

    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, string>> GetAdditionalGrainProperties(
        IServiceProvider services, Type grainClass, GrainType grainType, IReadOnlyDictionary<string, string> existingProperties) =>
        [new(KeysProperty, string.Join(',', MetadataKeys))];
}
