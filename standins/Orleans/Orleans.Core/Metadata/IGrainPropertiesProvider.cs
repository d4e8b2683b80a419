namespace Orleans.Metadata;

/// <summary>Adds entries to the manifest of a grain class.</summary>
public interface IGrainPropertiesProvider
{
    /// <summary>Adds entries for a grain class.</summary>
    void Populate(Type grainClass, GrainType grainType, Dictionary<string, string> properties);
}
