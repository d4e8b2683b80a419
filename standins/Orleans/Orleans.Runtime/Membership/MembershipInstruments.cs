using System.Diagnostics.Metrics;

namespace Orleans.Runtime.Membership;

/// <summary>The instruments of probing.</summary>
internal sealed class MembershipInstruments(OrleansInstruments instruments)
{
    /// <summary>Gets the counter of pings sent.</summary>
    public Counter<int> PingsSent { get; } = instruments.Meter.CreateCounter<int>("orleans-messaging-pings-sent");

    /// <summary>Gets the counter of pings received.</summary>
    public Counter<int> PingsReceived { get; } = instruments.Meter.CreateCounter<int>("orleans-messaging-pings-received");

    /// <summary>Gets the counter of answers to pings.</summary>
    public Counter<int> PingRepliesReceived { get; } = instruments.Meter.CreateCounter<int>("orleans-messaging-pings-reply-received");

    /// <summary>Gets the counter of pings without an answer.</summary>
    public Counter<int> PingRepliesMissed { get; } = instruments.Meter.CreateCounter<int>("orleans-messaging-pings-reply-missed");
}
