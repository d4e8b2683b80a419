namespace Orleans.Placement;

/// <summary>Base of the attributes that choose a placement strategy.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public abstract class PlacementAttribute : Attribute, IGrainPropertiesProviderAttribute
{
    protected PlacementAttribute(PlacementStrategy placement)
        => PlacementStrategy = placement ?? throw new ArgumentNullException(nameof(placement));

    public PlacementStrategy PlacementStrategy { get; private set; }

    public virtual void Populate(IServiceProvider services, Type grainClass, GrainType grainType, Dictionary<string, string> properties)
        => PlacementStrategy.PopulateGrainProperties(services, grainClass, grainType, properties);
}
