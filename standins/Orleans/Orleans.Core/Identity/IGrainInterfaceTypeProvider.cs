namespace Orleans.Runtime;

/// <summary>Names interfaces on the wire.</summary>
public interface IGrainInterfaceTypeProvider
{
    /// <summary>Returns the name of an interface, or false if the provider has none for it.</summary>
    bool TryGetGrainInterfaceType(Type type, out GrainInterfaceType grainInterfaceType);
}
