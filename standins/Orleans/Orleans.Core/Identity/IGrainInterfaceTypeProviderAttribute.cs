namespace Orleans.Runtime;

/// <summary>An attribute that names an interface on the wire.</summary>
public interface IGrainInterfaceTypeProviderAttribute
{
    GrainInterfaceType GetGrainInterfaceType(IServiceProvider services, Type type);
}
