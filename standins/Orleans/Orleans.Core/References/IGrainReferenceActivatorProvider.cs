namespace Orleans.GrainReferences;

/// <summary>Finds the activator for a grain type and interface.</summary>
public interface IGrainReferenceActivatorProvider
{
    /// <summary>Returns the activator, or false if this provider has none.</summary>
    bool TryGet(GrainType grainType, GrainInterfaceType interfaceType, [NotNullWhen(true)] out IGrainReferenceActivator? activator);
}
