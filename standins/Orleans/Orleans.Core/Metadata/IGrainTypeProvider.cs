namespace Orleans.Metadata;

/// <summary>Names grain classes.</summary>
public interface IGrainTypeProvider
{
    bool TryGetGrainType(Type type, out GrainType grainType);
}
