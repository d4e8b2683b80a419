using Orleans.Core;

namespace Orleans;

/// <summary>A grain with one stored state object, read before activation and written on request.</summary>
public class Grain<TGrainState> : Grain
{
    private IStorage<TGrainState>? _storage;

    protected Grain()
        => GrainContext?.ObservableLifecycle.Subscribe(typeof(Grain<TGrainState>).FullName!, GrainLifecycleStage.SetupState, SetupState);

    protected Grain(IStorage<TGrainState> storage) => _storage = storage;

    protected TGrainState State
    {
        get => Storage.State;
        set => Storage.State = value;
    }

    private IStorage<TGrainState> Storage => _storage ?? throw new InvalidOperationException(
        $"The state of grain {GrainContext?.GrainId} is not available before the lifecycle stage "
            + $"{nameof(GrainLifecycleStage.SetupState)}.");

    protected virtual Task ClearStateAsync() => Storage.ClearStateAsync();

    protected virtual Task ReadStateAsync() => Storage.ReadStateAsync();

    protected virtual Task WriteStateAsync() => Storage.WriteStateAsync();

    private Task SetupState(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return Task.CompletedTask;
        _storage ??= Runtime.GetStorage<TGrainState>(GrainContext);
        return ReadStateAsync();
    }
}
