namespace Orleans.GrainReferences;

/// <summary>Makes references of one grain type and interface.</summary>
public interface IGrainReferenceActivator
{
    /// <summary>Makes a reference to a grain.</summary>
    GrainReference CreateReference(GrainId grainId);
}
