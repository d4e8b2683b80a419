namespace Orleans.Metadata;

/// <summary>An attribute that names a grain class.</summary>
public interface IGrainTypeProviderAttribute
{
    /// <summary>Returns the type of the grain class that carries the attribute.</summary>
    GrainType GetGrainType(IServiceProvider services, Type type);
}
