namespace Orleans.Metadata;

/// <summary>An attribute that adds entries to the manifest of the grain class it stands on.</summary>
public interface IGrainPropertiesProviderAttribute
{
    /// <summary>Adds entries for the grain class that carries the attribute.</summary>
    void Populate(IServiceProvider services, Type grainClass, GrainType grainType, Dictionary<string, string> properties);
}
