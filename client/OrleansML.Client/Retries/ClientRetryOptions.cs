namespace OrleansML.Client;

/// <summary>How long the client tries, and how. Bound from section <c>OrleansML:Client:Retry</c>. Only calls that may be repeated are.</summary>
public sealed class ClientRetryOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "OrleansML:Client:Retry";

    /// <summary>
    /// Time for a request that names no limit, all its attempts and pauses included; 10 ms to 1 hour. Default 30 s, which is what it takes by
    /// default to find out that a silo died. A shorter one gives up while the cluster is still recovering.
    /// </summary>
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Time for one attempt before another replica is asked; 10 ms to <see cref="Deadline"/>, default 2 s. A model that is known to take
    /// longer gets four times its usual time, and when no replica answered in time, each further round of attempts takes half as long again. It
    /// keeps a silo that hangs with its connections open from using up the whole deadline.
    /// </summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Time for registering and for loading a model, all attempts included; <see cref="Deadline"/> to 24 hours. Default 10 min. The first
    /// attempt takes five times <see cref="AttemptTimeout"/> at most, each further one as long as all before it together.
    /// </summary>
    public TimeSpan LongDeadline { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Most attempts per request, 1 to 10,000; 1 never repeats. Default 200, so that the deadline is what decides.</summary>
    public int MaximumAttempts { get; set; } = 200;

    /// <summary>
    /// Longest pause before the second attempt; it doubles with each further one. 1 ms to 1 min, default 50 ms. The pause itself is drawn
    /// between zero and this (full jitter), so that callers do not come back all at once.
    /// </summary>
    public TimeSpan BaseDelay { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Longest pause between two attempts; <see cref="BaseDelay"/> to 5 min. Default 1 s.</summary>
    public TimeSpan MaximumDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long a replica that failed is left out while others can answer; it doubles while the replica goes on failing. 0 to 1 min,
    /// default 1 s; 0 leaves none out.
    /// </summary>
    public TimeSpan BreakDuration { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest time for which a failing replica is left out before it is tried again; <see cref="BreakDuration"/> to 10 min. Default 10 s.</summary>
    public TimeSpan MaximumBreakDuration { get; set; } = TimeSpan.FromSeconds(10);
}
