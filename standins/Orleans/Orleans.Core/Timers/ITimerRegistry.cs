namespace Orleans.Timers;

/// <summary>Makes the timers of grains.</summary>
public interface ITimerRegistry
{
    /// <summary>Starts a timer whose ticks run beside requests.</summary>
    [Obsolete("Use 'RegisterGrainTimer(grainContext, callback, state, new() { DueTime = dueTime, Period = period, Interleave = true "
        + "})' instead.")]
    IDisposable RegisterTimer(IGrainContext grainContext, Func<object?, Task> callback, object? state, TimeSpan dueTime, TimeSpan period);

    /// <summary>Starts a timer of an activation.</summary>
    IGrainTimer RegisterGrainTimer<TState>(
        IGrainContext grainContext, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options);
}
