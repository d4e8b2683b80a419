namespace Orleans.Runtime;

/// <summary>Fixes the name by which an interface is known on the wire.</summary>
[AttributeUsage(AttributeTargets.Interface, AllowMultiple = false)]
public sealed class GrainInterfaceTypeAttribute(string value) : Attribute, IGrainInterfaceTypeProviderAttribute
{
    private readonly GrainInterfaceType _value = GrainInterfaceType.Create(value);

    /// <inheritdoc/>
    public GrainInterfaceType GetGrainInterfaceType(IServiceProvider services, Type type) => _value;
}
