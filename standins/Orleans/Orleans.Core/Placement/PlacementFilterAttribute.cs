namespace Orleans.Placement;

/// <summary>Base of the attributes that add a placement filter to a grain class.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public abstract class PlacementFilterAttribute : Attribute, IGrainPropertiesProviderAttribute
{
    /// <summary>Takes the filter, which must not be null.</summary>
    protected PlacementFilterAttribute(PlacementFilterStrategy placement)
        => PlacementFilterStrategy = placement ?? throw new ArgumentNullException(nameof(placement));

    /// <summary>The filter.</summary>
    public PlacementFilterStrategy PlacementFilterStrategy { get; private set; }

    /// <inheritdoc/>
    public virtual void Populate(IServiceProvider services, Type grainClass, GrainType grainType, Dictionary<string, string> properties)
        => PlacementFilterStrategy.PopulateGrainProperties(services, grainClass, grainType, properties);
}
