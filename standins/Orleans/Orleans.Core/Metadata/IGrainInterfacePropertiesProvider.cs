namespace Orleans.Metadata;

/// <summary>Adds entries to the manifest of a grain interface.</summary>
public interface IGrainInterfacePropertiesProvider
{
    /// <summary>Adds entries for an interface.</summary>
    void Populate(Type interfaceType, GrainInterfaceType grainInterfaceType, Dictionary<string, string> properties);
}
