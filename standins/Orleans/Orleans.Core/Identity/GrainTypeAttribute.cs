namespace Orleans;

/// <summary>Fixes the name by which a grain class is known in grain ids and storage.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class GrainTypeAttribute(string grainType) : Attribute, IGrainTypeProviderAttribute
{
    private readonly GrainType _grainType = GrainType.Create(grainType);

    /// <inheritdoc/>
    public GrainType GetGrainType(IServiceProvider services, Type type) => _grainType;
}
