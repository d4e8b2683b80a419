namespace Orleans.Placement;

/// <summary>Puts new activations on silos whose role is the key of the grain.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class SiloRoleBasedPlacementAttribute : PlacementAttribute
{
    /// <summary>Chooses the strategy; it has no settings.</summary>
    public SiloRoleBasedPlacementAttribute()
        : base(SiloRoleBasedPlacement.Singleton)
    {
    }
}
