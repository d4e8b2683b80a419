namespace Orleans.Metadata;

/// <summary>Names the grain type that implements an interface by default.</summary>
[AttributeUsage(AttributeTargets.Interface, AllowMultiple = false)]
public sealed class DefaultGrainTypeAttribute(string grainType) : Attribute, IGrainInterfacePropertiesProviderAttribute
{
    private readonly string _grainType = grainType;

    void IGrainInterfacePropertiesProviderAttribute.Populate(IServiceProvider services, Type type, Dictionary<string, string> properties)
        => properties[WellKnownGrainInterfaceProperties.DefaultGrainType] = _grainType;
}
