namespace Orleans.Runtime;

/// <summary>An attribute that names an interface on the wire.</summary>
public interface IGrainInterfaceTypeProviderAttribute
{
    /// <summary>Returns the name of the interface that carries the attribute.</summary>
    GrainInterfaceType GetGrainInterfaceType(IServiceProvider services, Type type);
}
