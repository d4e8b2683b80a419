namespace OrleansML.Conformance.Timers;

/// <summary>Ticks are written into the journal under the grain's key.</summary>
public interface ITimerGrain : IGrainWithStringKey
{
    Task Start(TimeSpan dueTime, TimeSpan period, bool interleave = false, bool keepAlive = false, bool fails = false);

    /// <summary>Ticks at once; each tick says when the next one is due, and then waits at the gate with the grain's key.</summary>
    Task StartAndChangeInEachTick(TimeSpan dueTime);

    Task Change(TimeSpan dueTime, TimeSpan period);

    Task Stop();

    /// <summary>Waits inside the grain at the gate with the grain's key.</summary>
    Task Hold();

    [AlwaysInterleave]
    Task<string[]> Probe();

    Task<Guid> GetActivation();

    Task Deactivate();
}
