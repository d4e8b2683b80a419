namespace Orleans.Placement;

/// <summary>Puts new activations on the silo that the hash of the grain id chooses.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class HashBasedPlacementAttribute : PlacementAttribute
{
    /// <summary>Chooses the strategy; it has no settings.</summary>
    public HashBasedPlacementAttribute()
        : base(HashBasedPlacement.Singleton)
    {
    }
}
