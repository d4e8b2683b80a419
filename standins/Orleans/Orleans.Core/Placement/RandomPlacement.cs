namespace Orleans.Runtime;

/// <summary>Puts new activations on a silo chosen at random.</summary>
[GenerateSerializer]
[Immutable]
[SuppressReferenceTracking]
public sealed class RandomPlacement : PlacementStrategy
{
    internal static RandomPlacement Singleton { get; } = new();
}
