namespace Orleans.GrainReferences;

/// <summary>Finds the activator for a grain type and interface.</summary>
public interface IGrainReferenceActivatorProvider
{
    bool TryGet(GrainType grainType, GrainInterfaceType interfaceType, [NotNullWhen(true)] out IGrainReferenceActivator? activator);
}
