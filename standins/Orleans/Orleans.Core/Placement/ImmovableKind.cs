namespace Orleans.Placement;

/// <summary>Which movers must leave activations alone.</summary>
[Flags]
public enum ImmovableKind : byte
{
    Repartitioner = 1,
    Rebalancer = 2,
    Any = Repartitioner | Rebalancer,
}
