namespace Orleans.Placement;

/// <summary>Puts new activations on the silo that the hash of the grain id chooses.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class HashBasedPlacementAttribute : PlacementAttribute
{
    public HashBasedPlacementAttribute()
        : base(HashBasedPlacement.Singleton)
    {
    }
}
