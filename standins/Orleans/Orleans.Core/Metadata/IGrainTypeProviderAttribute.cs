namespace Orleans.Metadata;

/// <summary>An attribute that names a grain class.</summary>
public interface IGrainTypeProviderAttribute
{
    GrainType GetGrainType(IServiceProvider services, Type type);
}
