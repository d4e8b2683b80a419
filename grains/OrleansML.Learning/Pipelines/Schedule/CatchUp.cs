using System.Globalization;
using OrleansML.Learning.Definitions;

namespace OrleansML.Learning.Pipelines;

/// <summary>Which runs of a trigger of the clock are due: what came since it was last decided, less what is missed.</summary>
/// <param name="policy">Which are made up.</param>
/// <param name="admission">Where decisions are noted.</param>
/// <param name="now">The time.</param>
internal sealed class CatchUp(CatchUpPolicy policy, RunAdmission admission, DateTimeOffset now)
{
    // Beyond this a message says "more than": after years of outage nobody needs the exact number, and counting takes time.
    private const int CountedMissed = 10_000;

    public IReadOnlyList<DueRun> Due(ClockTrigger trigger)
    {
        var mark = admission.Ledger.Triggers[trigger.Name];
        if (mark.DecidedUntil >= now)
            return [];

        admission.Mark(trigger.Name, mark with { DecidedUntil = now });
        var windowStart = now - policy.Window;
        var most = policy.Runs == CatchUpRuns.All ? policy.Most : 1;
        var chosen = new List<DateTimeOffset>();
        var instant = trigger.Latest(now);
        while (instant > mark.DecidedUntil && instant >= windowStart && chosen.Count < most)
        {
            chosen.Add(instant.Value);
            instant = trigger.Previous(instant.Value);
        }

        if (instant > mark.DecidedUntil)
            ReportMissed(trigger, mark.DecidedUntil, instant.Value, windowStart);
        chosen.Reverse();
        return [.. chosen.Select(end => new DueRun(LogicalRun.At(trigger.Name, trigger.Previous(end) ?? end, end), chosen.Count > 1))];
    }

    private void ReportMissed(ClockTrigger trigger, DateTimeOffset after, DateTimeOffset last, DateTimeOffset windowStart)
    {
        var outside = Count(trigger, after, last < windowStart ? last : windowStart.AddTicks(-1));
        if (outside.Count > 0)
            Miss(trigger, outside, $"{(outside.Count == 1 ? "it is" : "they are")} older than the catch-up window of {DurationText.Format(policy.Window)}, which starts at {Instant.Text(windowStart)}");

        var inside = Count(trigger, Instant.Later(after, windowStart.AddTicks(-1)), last);
        if (inside.Count > 0)
        {
            Miss(trigger, inside, policy.Runs == CatchUpRuns.Latest
                ? "only the latest is made up"
                : string.Create(CultureInfo.InvariantCulture, $"at most {policy.Most} are made up"));
        }
    }

    private void Miss(ClockTrigger trigger, (int Count, DateTimeOffset First, DateTimeOffset Last) missed, string why)
    {
        if (missed.Count == 1)
        {
            admission.Decide(DecisionKind.Miss, trigger.Name, null, $"The run due at {Instant.Text(missed.First)} was missed: {why}.");
            return;
        }

        var count = missed.Count > CountedMissed ? $"More than {CountedMissed}" : missed.Count.ToString(CultureInfo.InvariantCulture);
        admission.Decide(DecisionKind.Miss, trigger.Name, null, $"{count} runs due from {Instant.Text(missed.First)} to {Instant.Text(missed.Last)} were missed: {why}.");
    }

    private static (int Count, DateTimeOffset First, DateTimeOffset Last) Count(ClockTrigger trigger, DateTimeOffset after, DateTimeOffset until)
    {
        if (trigger.Next(after) is not { } first || first > until)
            return default;

        var count = 1;
        for (var next = trigger.Next(first); next <= until && count <= CountedMissed; next = trigger.Next(next.Value))
            count++;
        return (count, first, trigger.Latest(until)!.Value);
    }
}
