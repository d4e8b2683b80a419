namespace Orleans.Runtime;

/// <summary>System targets are where their address says.</summary>
[GenerateSerializer]
[Immutable]
[SuppressReferenceTracking]
public sealed class SystemTargetPlacementStrategy : PlacementStrategy
{
    /// <summary>The one instance.</summary>
    public static SystemTargetPlacementStrategy Instance { get; } = new();

    /// <inheritdoc/>
    public override bool IsUsingGrainDirectory => false;
}
