namespace Orleans.Metadata;

/// <summary>An attribute that adds entries to the manifest of the grain interface it stands on.</summary>
public interface IGrainInterfacePropertiesProviderAttribute
{
    void Populate(IServiceProvider services, Type interfaceType, Dictionary<string, string> properties);
}
