namespace Orleans.Runtime.Membership;

/// <summary>Tells whether this silo itself works on time: one that does not cannot judge others.</summary>
internal interface ILocalHealth
{
    /// <summary>Raised after this process stood still for some time, which is given.</summary>
    event Action<TimeSpan>? Resumed;

    /// <summary>Gets whether anything is measured.</summary>
    bool IsRunning { get; }

    /// <summary>Gets when the process was last seen running, in milliseconds of <see cref="Environment.TickCount64"/>.</summary>
    long LastBeat { get; }

    /// <summary>Gets how late threads and work items of this process were at most within a time up to now.</summary>
    TimeSpan GetLongestDelay(TimeSpan within);
}
