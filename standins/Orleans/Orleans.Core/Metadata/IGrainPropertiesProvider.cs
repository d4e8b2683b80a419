namespace Orleans.Metadata;

/// <summary>Adds entries to the manifest of a grain class.</summary>
public interface IGrainPropertiesProvider
{
    void Populate(Type grainClass, GrainType grainType, Dictionary<string, string> properties);
}
