namespace Orleans.Placement;

/// <summary>Puts new activations on the silo with the best balance of load, memory and activations.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class ResourceOptimizedPlacementAttribute : PlacementAttribute
{
    /// <summary>Chooses the strategy; it has no settings.</summary>
    public ResourceOptimizedPlacementAttribute()
        : base(ResourceOptimizedPlacement.Singleton)
    {
    }
}
