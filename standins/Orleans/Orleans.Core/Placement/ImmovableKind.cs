namespace Orleans.Placement;

/// <summary>Which movers must leave activations alone.</summary>
[Flags]
public enum ImmovableKind : byte
{
    /// <summary>The one that moves grains closer to those they call.</summary>
    Repartitioner = 1,

    /// <summary>The one that evens out activations among silos.</summary>
    Rebalancer = 2,

    /// <summary>All of them.</summary>
    Any = Repartitioner | Rebalancer,
}
