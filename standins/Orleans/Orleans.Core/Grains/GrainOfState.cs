using Orleans.Core;

namespace Orleans;

/// <summary>A grain with one stored state object, read before activation and written on request.</summary>
public class Grain<TGrainState> : Grain
{
    private IStorage<TGrainState>? _storage;

    /// <summary>Sets the state up when the activation starts.</summary>
    protected Grain()
        => GrainContext?.ObservableLifecycle.Subscribe(typeof(Grain<TGrainState>).FullName!, GrainLifecycleStage.SetupState, SetupState);

    /// <summary>Takes the stored object from the caller, as tests do.</summary>
    protected Grain(IStorage<TGrainState> storage) => _storage = storage;

    /// <summary>The state in memory; it reaches the store with <see cref="WriteStateAsync"/>.</summary>
    protected TGrainState State
    {
        get => Storage.State;
        set => Storage.State = value;
    }

    private IStorage<TGrainState> Storage => _storage ?? throw new InvalidOperationException(
        $"The state of grain {GrainContext?.GrainId} is not available before the lifecycle stage "
            + $"{nameof(GrainLifecycleStage.SetupState)}.");

    /// <summary>Removes the state from the store and resets it in memory.</summary>
    protected virtual Task ClearStateAsync() => Storage.ClearStateAsync();

    /// <summary>Reads the state from the store in place of the one in memory.</summary>
    protected virtual Task ReadStateAsync() => Storage.ReadStateAsync();

    /// <summary>
    /// Writes the state; throws <see cref="Orleans.Storage.InconsistentStateException"/> if somebody else wrote it since it was read.
    /// </summary>
    protected virtual Task WriteStateAsync() => Storage.WriteStateAsync();

    private Task SetupState(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return Task.CompletedTask;
        _storage ??= Runtime.GetStorage<TGrainState>(GrainContext);
        return ReadStateAsync();
    }
}
