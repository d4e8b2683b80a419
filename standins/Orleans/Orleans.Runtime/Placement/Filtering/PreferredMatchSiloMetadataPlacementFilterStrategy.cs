using System.Globalization;
using Orleans.Metadata;
using Orleans.Placement;

namespace Orleans.Runtime.Placement.Filtering;

/// <summary>Lets those silos pass whose metadata equal best those of the silo that places the grain.</summary>
public class PreferredMatchSiloMetadataPlacementFilterStrategy : PlacementFilterStrategy
{
    private const string KeysProperty = "ordered-metadata-keys";
    private const string MinCandidatesProperty = "min-candidates";

    /// <summary>Initializes a strategy whose settings come from the manifest.</summary>
    public PreferredMatchSiloMetadataPlacementFilterStrategy()
        : this([], 2, 0)
    {
    }

    /// <summary>Initializes a strategy.</summary>
    /// <param name="orderedMetadataKeys">The keys, the least important first.</param>
    /// <param name="minCandidates">How many silos shall pass at least.</param>
    /// <param name="order">The place of this filter among the filters of the class.</param>
    public PreferredMatchSiloMetadataPlacementFilterStrategy(string[] orderedMetadataKeys, int minCandidates, int order)
        : base(order)
    {
        OrderedMetadataKeys = orderedMetadataKeys;
        MinCandidates = minCandidates;
    }

    /// <summary>Gets or sets the keys, the least important first.</summary>
    public string[] OrderedMetadataKeys { get; set; }

    /// <summary>Gets or sets how many silos shall pass at least.</summary>
    public int MinCandidates { get; set; }

    /// <inheritdoc/>
    public override void AdditionalInitialize(GrainProperties properties)
    {
        OrderedMetadataKeys = GetPlacementFilterGrainProperty(KeysProperty, properties)?.Split(',')
            ?? throw new ArgumentException("The manifest holds no metadata keys for the placement filter.", nameof(properties));
        MinCandidates = int.Parse(GetPlacementFilterGrainProperty(MinCandidatesProperty, properties) ?? "2", CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, string>> GetAdditionalGrainProperties(
        IServiceProvider services, Type grainClass, GrainType grainType, IReadOnlyDictionary<string, string> existingProperties) =>
    [
        new(KeysProperty, string.Join(',', OrderedMetadataKeys)),
        new(MinCandidatesProperty, MinCandidates.ToString(CultureInfo.InvariantCulture)),
    ];
}
