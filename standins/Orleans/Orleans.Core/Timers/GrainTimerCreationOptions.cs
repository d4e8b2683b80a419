namespace Orleans.Runtime;

/// <summary>When a grain timer ticks and what its ticks mean for the grain.</summary>
public readonly struct GrainTimerCreationOptions()
{
    /// <summary>Sets the two times; ticks do not interleave and do not keep the activation alive.</summary>
    [SetsRequiredMembers]
    public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period)
        : this()
    {
        DueTime = dueTime;
        Period = period;
    }

    /// <summary>Time to the first tick; <see cref="Timeout.InfiniteTimeSpan"/> for none.</summary>
    public required TimeSpan DueTime { get; init; }

    /// <summary>Time from the end of one tick to the next; <see cref="Timeout.InfiniteTimeSpan"/> for a single tick.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>Whether a tick may run while a request is in progress; false by default.</summary>
    public bool Interleave { get; init; }

    /// <summary>Whether a tick counts as use and keeps the activation from being collected; false by default.</summary>
    public bool KeepAlive { get; init; }
}
