namespace Orleans.Placement;

/// <summary>Puts new activations on the calling silo if it can host them, else on one chosen at random.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class PreferLocalPlacementAttribute : PlacementAttribute
{
    /// <summary>Chooses the strategy; it has no settings.</summary>
    public PreferLocalPlacementAttribute()
        : base(PreferLocalPlacement.Singleton)
    {
    }
}
