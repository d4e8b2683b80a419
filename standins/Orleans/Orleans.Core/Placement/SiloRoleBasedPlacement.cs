namespace Orleans.Runtime;

/// <summary>Puts new activations on silos whose role is the key of the grain.</summary>
[GenerateSerializer]
[Immutable]
[SuppressReferenceTracking]
public class SiloRoleBasedPlacement : PlacementStrategy
{
    internal static SiloRoleBasedPlacement Singleton { get; } = new();
}
