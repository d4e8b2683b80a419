namespace OrleansML.Conformance.Membership;

/// <summary>A clock whose time of day is wrong; the time that passes is right.</summary>
internal sealed class SkewedClock(TimeProvider clock, TimeSpan error) : TimeProvider
{
    public override long TimestampFrequency => clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow() + error;

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        clock.CreateTimer(callback, state, dueTime, period);
}
