using Orleans.Core;
using Orleans.Storage;

namespace Orleans.Runtime.Storage;

/// <summary>A stored object that is read before the grain is activated.</summary>
internal sealed class PersistentState<TState> : StateStorageBridge<TState>, IPersistentState<TState>
{
    /// <summary>Initializes the stored object and joins the lifecycle of the activation.</summary>
    public PersistentState(string name, IGrainContext context, IGrainStorage store)
        : base(name, context, store)
    {
        context.ObservableLifecycle.Subscribe($"state {name}", GrainLifecycleStage.SetupState, cancellationToken =>
            IsRehydrated || cancellationToken.IsCancellationRequested ? Task.CompletedTask : ((IStorage)this).ReadStateAsync(cancellationToken));
        context.ObservableLifecycle.AddMigrationParticipant(this);
    }
}
