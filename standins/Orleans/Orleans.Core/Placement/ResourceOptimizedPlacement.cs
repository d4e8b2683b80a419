namespace Orleans.Runtime;

/// <summary>Puts new activations on the silo with the best balance of load, memory and activations.</summary>
[GenerateSerializer]
[Immutable]
[SuppressReferenceTracking]
public sealed class ResourceOptimizedPlacement : PlacementStrategy
{
    internal static ResourceOptimizedPlacement Singleton { get; } = new();
}
