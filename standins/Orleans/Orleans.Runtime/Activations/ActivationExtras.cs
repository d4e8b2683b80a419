using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.Lifecycle;
using Orleans.Runtime.Timers;

namespace Orleans.Runtime.Activations;

/// <summary>What only some activations have; created on first use, so that a plain idle activation stays small.</summary>
internal sealed class ActivationExtras
{
    /// <summary>The services that live as long as the activation.</summary>
    public IServiceScope? Scope;

    /// <summary>The lifecycle observers of the activation.</summary>
    public GrainLifecycle? Lifecycle;

    /// <summary>Components and extensions by their type.</summary>
    public Dictionary<Type, object>? Components;

    /// <summary>The timers.</summary>
    public HashSet<GrainTimer>? Timers;

    /// <summary>The call chains that may come back in, with how often each was allowed.</summary>
    public Dictionary<Guid, int>? ReentrantChains;

    /// <summary>Completes when the activation has ended.</summary>
    public TaskCompletionSource? Deactivated;

    /// <summary>Why the activation ends.</summary>
    public DeactivationReason Reason;

    /// <summary>Cancelled when the end of the activation is no longer graceful.</summary>
    public CancellationToken DeactivationToken;

    /// <summary>Whether the activation shall move to another silo rather than just end.</summary>
    public MigrationState? Migration;

    /// <summary>What the activation has brought along from the silo that it comes from.</summary>
    public MigrationArrival? Arrival;

    /// <summary>The time before which the activation is not collected, in ticks of the activation clock.</summary>
    public long KeepAliveUntil;
}
