using System.Globalization;

namespace Orleans.Placement;

/// <summary>Narrows the silos among which placement chooses; filters run in rising order.</summary>
public abstract class PlacementFilterStrategy(int order)
{
    /// <summary>The place among the filters of a class; the lowest runs first.</summary>
    public int Order { get; private set; } = order;

    /// <summary>Reads the order and the settings of the filter back from the manifest.</summary>
    public void Initialize(GrainProperties properties)
    {
        if (GetPlacementFilterGrainProperty("order", properties) is not { } text
            || !int.TryParse(text, CultureInfo.InvariantCulture, out var parsed))
        {
            throw new ArgumentException(
                $"The manifest holds no valid order for the placement filter {GetType().Name}.", nameof(properties));
        }

        Order = parsed;
        AdditionalInitialize(properties);
    }

    /// <summary>Reads settings of a derived filter from the manifest; does nothing unless overridden.</summary>
    public virtual void AdditionalInitialize(GrainProperties properties)
    {
    }

    /// <summary>Writes the name, the order and the settings of the filter into the manifest.</summary>
    public void PopulateGrainProperties(
        IServiceProvider services, Type grainClass, GrainType grainType, Dictionary<string, string> properties)
    {
        var name = GetType().Name;
        properties[WellKnownGrainTypeProperties.PlacementFilter]
            = properties.TryGetValue(WellKnownGrainTypeProperties.PlacementFilter, out var others) && others.Length > 0 ? $"{others},{name}"
                : name;
        properties[Key("order")] = Order.ToString(CultureInfo.InvariantCulture);
        foreach (var (key, value) in GetAdditionalGrainProperties(services, grainClass, grainType, properties))
        {
            properties[Key(key)] = value;
        }
    }

    /// <summary>Returns a setting of this filter from the manifest, or null.</summary>
    protected string? GetPlacementFilterGrainProperty(string key, GrainProperties properties)
        => properties.Properties.GetValueOrDefault(Key(key));

    /// <summary>Returns settings of a derived filter for the manifest; none unless overridden.</summary>
    protected virtual IEnumerable<KeyValuePair<string, string>> GetAdditionalGrainProperties(
        IServiceProvider services, Type grainClass, GrainType grainType, IReadOnlyDictionary<string, string> existingProperties) => [];

    private string Key(string key) => $"{WellKnownGrainTypeProperties.PlacementFilter}.{GetType().Name}.{key}";
}
