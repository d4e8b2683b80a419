using Orleans.Runtime.Activations;

namespace Orleans.Runtime.Membership;

/// <summary>
/// The clock of the membership protocol. Ages are measured with timestamps, which no correction of the machine's time changes; the time of
/// day is only written, for people and for other silos.
/// </summary>
internal sealed class MembershipClock(IServiceProvider services)
{
    /// <summary>Gets the time provider.</summary>
    public TimeProvider Provider { get; } = Clocks.Get(services, TimeProviderNames.Membership);

    /// <summary>Gets the time of day.</summary>
    public DateTime UtcNow => Provider.GetUtcNow().UtcDateTime;

    /// <summary>Gets a point in time to measure from.</summary>
    public long Now => Provider.GetTimestamp();

    /// <summary>Gets the time since a point in time.</summary>
    public TimeSpan Since(long timestamp) => Provider.GetElapsedTime(timestamp);
}
