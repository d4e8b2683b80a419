using OrleansML.Learning.Definitions;

namespace OrleansML.Learning.Pipelines;

/// <summary>Starts runs at regular distances in real time, whatever clocks show.</summary>
/// <param name="Name">Its name in the definition.</param>
/// <param name="Interval">The distance, from 1 minute to 365 days.</param>
/// <param name="Anchor">One of the instants, in UTC; the others lie whole intervals before and after it.</param>
public sealed record IntervalTrigger(string Name, TimeSpan Interval, DateTimeOffset Anchor) : ClockTrigger(Name)
{
    internal override string Identity => $"every {DurationText.Format(Interval)} from {Instant.Text(Anchor)}";

    /// <inheritdoc/>
    public override DateTimeOffset? Next(DateTimeOffset instant) => At(Steps(instant) + 1);

    /// <inheritdoc/>
    public override DateTimeOffset? Latest(DateTimeOffset instant) => At(Steps(instant));

    private DateTimeOffset At(long step) => Anchor.AddTicks(step * Interval.Ticks);

    private long Steps(DateTimeOffset instant)
    {
        var (quotient, remainder) = long.DivRem((instant - Anchor).Ticks, Interval.Ticks);
        return remainder < 0 ? quotient - 1 : quotient;
    }
}
