using Cronos;

namespace OrleansML.Learning.Pipelines;

/// <summary>
/// Starts runs at the times of day that a cron expression matches on the clocks of a time zone. A time that the clocks skip in spring counts at the end
/// of the gap, once. Of a time that comes twice in autumn the first counts; where minute or hour is written with <c>*</c>, a range or a step, both do.
/// </summary>
public sealed record CronTrigger : ClockTrigger
{
    // A 29 February that is a given day of the week comes every 28 years, or 40 around a century that is no leap year.
    private static readonly TimeSpan LongestGap = TimeSpan.FromDays(150 * 365);

    private readonly CronExpression _expression;

    internal CronTrigger(string name, CronExpression expression, string text, TimeZoneInfo timeZone)
        : base(name)
    {
        _expression = expression;
        Text = text;
        TimeZone = timeZone;
    }

    /// <summary>The expression as written: minute, hour, day of month, month, day of week.</summary>
    public string Text { get; }

    /// <summary>Whose clocks count.</summary>
    public TimeZoneInfo TimeZone { get; }

    internal override string Identity => $"cron '{Text}' in {TimeZone.Id}";

    /// <inheritdoc/>
    public override DateTimeOffset? Next(DateTimeOffset instant) => Utc(_expression.GetNextOccurrence(instant.UtcDateTime, TimeZone));

    // Forwards from ever longer ago: looking back, Cronos 0.13 passes over an instant from a fraction of a second after it, and makes one up at a gap.
    /// <inheritdoc/>
    public override DateTimeOffset? Latest(DateTimeOffset instant)
    {
        for (var back = TimeSpan.FromHours(1); back < LongestGap; back *= 4)
        {
            DateTimeOffset? latest = null;
            for (var next = Next(instant - back); next <= instant; next = Next(next.Value))
                latest = next;
            if (latest is not null)
                return latest;
        }

        return null;
    }

    private static DateTimeOffset? Utc(DateTime? instant) => instant is { } known ? new DateTimeOffset(known, TimeSpan.Zero) : null;
}
