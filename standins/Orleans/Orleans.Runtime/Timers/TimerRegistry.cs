using Microsoft.Extensions.Logging;
using Orleans.Runtime.Activations;
using Orleans.Runtime.Membership;
using Orleans.Timers;

namespace Orleans.Runtime.Timers;

/// <summary>Creates the timers of grains.</summary>
internal sealed class TimerRegistry(TimeProvider clock, StallGuard stalls, ILogger<GrainTimer> logger) : ITimerRegistry
{
    /// <inheritdoc/>
    public IGrainTimer RegisterGrainTimer<TState>(
        IGrainContext grainContext, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options)
    {
        ArgumentNullException.ThrowIfNull(grainContext);
        ArgumentNullException.ThrowIfNull(callback);
        return grainContext is ActivationData activation
            ? new GrainTimer<TState>(activation, clock, stalls, logger, options, callback, state)
            : throw new ArgumentException($"Timers can be registered by activations only, not by {grainContext}.", nameof(grainContext));
    }

    /// <inheritdoc/>
    public IDisposable RegisterTimer(IGrainContext grainContext, Func<object?, Task> callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return RegisterGrainTimer(
            grainContext,
            static (call, _) => call.Callback(call.State),
            (Callback: callback, State: state),
            new GrainTimerCreationOptions { DueTime = dueTime, Period = period, Interleave = true });
    }
}
