namespace Orleans.Metadata;

/// <summary>An attribute that adds entries to the manifest of the grain class it stands on.</summary>
public interface IGrainPropertiesProviderAttribute
{
    void Populate(IServiceProvider services, Type grainClass, GrainType grainType, Dictionary<string, string> properties);
}
