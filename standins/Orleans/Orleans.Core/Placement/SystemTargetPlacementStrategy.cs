namespace Orleans.Runtime;

/// <summary>System targets are where their address says.</summary>
[GenerateSerializer]
[Immutable]
[SuppressReferenceTracking]
public sealed class SystemTargetPlacementStrategy : PlacementStrategy
{
    public static SystemTargetPlacementStrategy Instance { get; } = new();

    public override bool IsUsingGrainDirectory => false;
}
