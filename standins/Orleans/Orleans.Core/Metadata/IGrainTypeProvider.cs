namespace Orleans.Metadata;

/// <summary>Names grain classes.</summary>
public interface IGrainTypeProvider
{
    /// <summary>Returns the type of a grain class, or false if the provider has none for it.</summary>
    bool TryGetGrainType(Type type, out GrainType grainType);
}
