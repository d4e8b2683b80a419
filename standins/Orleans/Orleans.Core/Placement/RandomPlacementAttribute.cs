namespace Orleans.Placement;

/// <summary>Puts new activations on a silo chosen at random.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class RandomPlacementAttribute : PlacementAttribute
{
    /// <summary>Chooses the strategy; it has no settings.</summary>
    public RandomPlacementAttribute()
        : base(RandomPlacement.Singleton)
    {
    }
}
