using Microsoft.Extensions.Logging;
using Orleans.Runtime.Activations;

namespace Orleans.Runtime.Timers;

/// <summary>A timer whose callback gets a state.</summary>
internal sealed class GrainTimer<TState>(
    ActivationData activation,
    TimeProvider clock,
    ILogger logger,
    GrainTimerCreationOptions options,
    Func<TState, CancellationToken, Task> callback,
    TState state) : GrainTimer(activation, clock, logger, options)
{
    /// <inheritdoc/>
    protected override Task InvokeCallbackAsync(CancellationToken cancellationToken) => callback(state, cancellationToken);
}
