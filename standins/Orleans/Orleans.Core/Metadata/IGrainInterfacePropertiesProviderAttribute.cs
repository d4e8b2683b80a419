namespace Orleans.Metadata;

/// <summary>An attribute that adds entries to the manifest of the grain interface it stands on.</summary>
public interface IGrainInterfacePropertiesProviderAttribute
{
    /// <summary>Adds entries for the interface that carries the attribute.</summary>
    void Populate(IServiceProvider services, Type interfaceType, Dictionary<string, string> properties);
}
