namespace Orleans.Placement;

/// <summary>Puts new activations on the silo with fewer activations of two chosen at random.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class ActivationCountBasedPlacementAttribute : PlacementAttribute
{
    /// <summary>Chooses the strategy; it has no settings.</summary>
    public ActivationCountBasedPlacementAttribute()
        : base(ActivationCountBasedPlacement.Singleton)
    {
    }
}
