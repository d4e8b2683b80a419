namespace Orleans.Runtime;

/// <summary>Names the way in which a silo is chosen for new activations of a grain type.</summary>
[SerializerTransparent]
public abstract class PlacementStrategy
{
    /// <summary>Whether activations are registered, so that there is one per grain.</summary>
    public virtual bool IsUsingGrainDirectory => true;

    /// <summary>Reads the settings of the strategy back from the manifest.</summary>
    public virtual void Initialize(GrainProperties properties)
    {
    }

    /// <summary>Writes the settings of the strategy into the manifest.</summary>
    public virtual void PopulateGrainProperties(
        IServiceProvider services, Type grainClass, GrainType grainType, Dictionary<string, string> properties)
        => properties[WellKnownGrainTypeProperties.PlacementStrategy] = GetType().Name;
}
