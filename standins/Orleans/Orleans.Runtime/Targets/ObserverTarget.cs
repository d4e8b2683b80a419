namespace Orleans.Runtime.Targets;

/// <summary>An observer object. The runtime does not keep it alive.</summary>
internal sealed class ObserverTarget(GrainId grainId, SiloAddress? silo, IGrainObserver observer, LocalTargetServices services)
    : LocalTarget(grainId, silo, services)
{
    private readonly WeakReference<IGrainObserver> _observer = new(observer);

    /// <inheritdoc/>
    public override object? GrainInstance => _observer.TryGetTarget(out var observer) ? observer : null;

    /// <inheritdoc/>
    protected override bool IsSequential => true;
}
