namespace Orleans.Placement;

/// <summary>Base of the attributes that choose a placement strategy.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public abstract class PlacementAttribute : Attribute, IGrainPropertiesProviderAttribute
{
    /// <summary>Takes the strategy, which must not be null.</summary>
    protected PlacementAttribute(PlacementStrategy placement)
        => PlacementStrategy = placement ?? throw new ArgumentNullException(nameof(placement));

    /// <summary>The strategy.</summary>
    public PlacementStrategy PlacementStrategy { get; private set; }

    /// <inheritdoc/>
    public virtual void Populate(IServiceProvider services, Type grainClass, GrainType grainType, Dictionary<string, string> properties)
        => PlacementStrategy.PopulateGrainProperties(services, grainClass, grainType, properties);
}
