namespace Orleans.Placement;

/// <summary>Puts new activations on a silo chosen at random.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class RandomPlacementAttribute : PlacementAttribute
{
    public RandomPlacementAttribute()
        : base(RandomPlacement.Singleton)
    {
    }
}
