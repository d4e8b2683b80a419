namespace Orleans.Runtime;

/// <summary>Puts new activations on the silo with fewer activations of two chosen at random.</summary>
[GenerateSerializer]
[Immutable]
[SuppressReferenceTracking]
public sealed class ActivationCountBasedPlacement : PlacementStrategy
{
    internal static ActivationCountBasedPlacement Singleton { get; } = new();
}
