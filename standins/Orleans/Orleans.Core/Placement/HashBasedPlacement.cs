namespace Orleans.Runtime;

/// <summary>Puts new activations on the silo that the hash of the grain id chooses.</summary>
[GenerateSerializer]
[Immutable]
[SuppressReferenceTracking]
public sealed class HashBasedPlacement : PlacementStrategy
{
    internal static HashBasedPlacement Singleton { get; } = new();
}
