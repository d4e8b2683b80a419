namespace Orleans.Runtime;

/// <summary>Names interfaces on the wire.</summary>
public interface IGrainInterfaceTypeProvider
{
    bool TryGetGrainInterfaceType(Type type, out GrainInterfaceType grainInterfaceType);
}
