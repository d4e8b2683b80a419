namespace Orleans.Runtime;

/// <summary>Puts new activations on the calling silo if it can host them, else on one chosen at random.</summary>
[GenerateSerializer]
[Immutable]
[SuppressReferenceTracking]
public sealed class PreferLocalPlacement : PlacementStrategy
{
    internal static PreferLocalPlacement Singleton { get; } = new();
}
