namespace Orleans.Placement;

/// <summary>Puts new activations on silos whose role is the key of the grain.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class SiloRoleBasedPlacementAttribute : PlacementAttribute
{
    public SiloRoleBasedPlacementAttribute()
        : base(SiloRoleBasedPlacement.Singleton)
    {
    }
}
