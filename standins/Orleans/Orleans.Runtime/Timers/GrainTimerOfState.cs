using Microsoft.Extensions.Logging;
using Orleans.Runtime.Activations;
using Orleans.Runtime.Membership;

namespace Orleans.Runtime.Timers;

/// <summary>A timer whose callback gets a state.</summary>
internal sealed class GrainTimer<TState>(
    ActivationData activation,
    TimeProvider clock,
    StallGuard stalls,
    ILogger logger,
    GrainTimerCreationOptions options,
    Func<TState, CancellationToken, Task> callback,
    TState state) : GrainTimer(activation, clock, stalls, logger, options)
{
    /// <inheritdoc/>
    protected override Task InvokeCallbackAsync(CancellationToken cancellationToken) => callback(state, cancellationToken);
}
