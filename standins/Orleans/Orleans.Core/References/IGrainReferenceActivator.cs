namespace Orleans.GrainReferences;

/// <summary>Makes references of one grain type and interface.</summary>
public interface IGrainReferenceActivator
{
    GrainReference CreateReference(GrainId grainId);
}
