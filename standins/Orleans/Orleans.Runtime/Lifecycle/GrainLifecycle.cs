namespace Orleans.Runtime.Lifecycle;

/// <summary>The lifecycle of one activation: observers start in the order of their stages and stop in the opposite order.</summary>
internal sealed class GrainLifecycle : IGrainLifecycle, ILifecycleObserver
{
    private readonly List<(int Stage, ILifecycleObserver Observer)> _observers = [];
    private List<IGrainMigrationParticipant>? _migrationParticipants;
    private int _started;

    /// <inheritdoc/>
    public void AddMigrationParticipant(IGrainMigrationParticipant participant) => (_migrationParticipants ??= []).Add(participant);

    /// <inheritdoc/>
    public void RemoveMigrationParticipant(IGrainMigrationParticipant participant) => _migrationParticipants?.Remove(participant);

    /// <inheritdoc/>
    public IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        var index = _observers.FindIndex(other => other.Stage > stage);
        var entry = (stage, observer);
        if (index < 0)
        {
            _observers.Add(entry);
        }
        else
        {
            _observers.Insert(index, entry);
        }

        return new Subscription(this, entry);
    }

    /// <inheritdoc/>
    public async Task OnStart(CancellationToken cancellationToken = default)
    {
        for (_started = 0; _started < _observers.Count; _started++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await _observers[_started].Observer.OnStart(cancellationToken);
        }

        // Observers that join later count as started.
        _started = int.MaxValue;
    }

    /// <inheritdoc/>
    public async Task OnStop(CancellationToken cancellationToken = default)
    {
        for (var i = Math.Min(_started, _observers.Count) - 1; i >= 0; i--)
        {
            await _observers[i].Observer.OnStop(cancellationToken);
        }
    }

    /// <summary>Collects the state of all participants before the activation moves.</summary>
    public void Dehydrate(IDehydrationContext context) => _migrationParticipants?.ForEach(participant => participant.OnDehydrate(context));

    /// <summary>Gives all participants their state after the activation has moved.</summary>
    public void Rehydrate(IRehydrationContext context) => _migrationParticipants?.ForEach(participant => participant.OnRehydrate(context));

    private sealed class Subscription(GrainLifecycle lifecycle, (int Stage, ILifecycleObserver Observer) entry) : IDisposable
    {
        public void Dispose() => lifecycle._observers.Remove(entry);
    }
}
