namespace Orleans.Runtime.Targets;

/// <summary>A part of the runtime that other silos call. Its requests interleave.</summary>
internal sealed class SystemTargetHost(GrainId grainId, SiloAddress silo, ISystemTarget target, LocalTargetServices services)
    : LocalTarget(grainId, silo, services)
{
    /// <inheritdoc/>
    public override object? GrainInstance => target;

    /// <inheritdoc/>
    protected override bool IsSequential => false;
}
