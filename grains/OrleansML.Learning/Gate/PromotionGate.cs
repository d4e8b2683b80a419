using System.Globalization;
using OrleansML.Learning.Evaluation;

namespace OrleansML.Learning.Gate;

/// <summary>
/// Decides whether a challenger may replace the champion: on the same rows, by a paired bootstrap of the difference of a metric. It must be shown
/// not to be worse than a margin on all rows, and must not be shown to be worse than a margin in any segment. A pure function of its arguments.
/// </summary>
public static class PromotionGate
{
    /// <summary>Judges.</summary>
    /// <param name="champion">Its predictions; null when there is none, and then <paramref name="known"/> is needed.</param>
    /// <param name="challenger">Its predictions of the same rows.</param>
    /// <param name="segments">Columns to look at one value at a time, row by row.</param>
    /// <param name="policy">What is asked.</param>
    /// <param name="known">The rows that the challenger was trained on, for the constant that it must beat where there is no champion.</param>
    /// <param name="cancellationToken">Ends the work between two resamples.</param>
    /// <exception cref="ArgumentException">The policy is out of range, or champion and challenger are of different rows.</exception>
    public static GateVerdict Judge(
        Predictions? champion,
        Predictions challenger,
        IReadOnlyDictionary<string, IReadOnlyList<string?>> segments,
        GatePolicy policy,
        EvaluationRows? known = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(challenger);
        ArgumentNullException.ThrowIfNull(segments);
        ArgumentNullException.ThrowIfNull(policy);
        var rows = challenger.Rows;
        Require(champion, challenger, segments, policy, known);
        var metric = policy.Metric is { } name ? EvaluationMetric.Find(rows.Task, name) : EvaluationMetric.Of(rows.Task)[0];
        var opponent = champion ?? Predictions.Constant(rows, known!);

        // Where there is no champion, nothing is known yet that a segment could be hurt by.
        IEnumerable<Segment> split = champion is null ? [] : segments.SelectMany(column => Segment.Split(column.Key, column.Value, policy.SmallestSegment));
        var pairs = split.Select(segment => new ComparedRows(metric, opponent, challenger, segment, policy.SegmentMargin, policy.Resamples))
            .Prepend(new ComparedRows(metric, opponent, challenger, null, champion is null ? 0 : policy.Margin, policy.Resamples)).ToArray();
        var resampler = new RowResampler(rows, policy.Seed);
        for (var resample = 0; resample < policy.Resamples; resample++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var weights = resampler.Next();
            foreach (var pair in pairs)
                pair.Add(resample, weights);
        }

        var overall = pairs[0].Compare(policy.Confidence, pairs[0].PValue);
        var adjusted = HolmAdjustment.Adjust([.. pairs.Skip(1).Select(static pair => pair.PValue)]);
        GateComparison[] compared = [.. pairs.Skip(1).Zip(adjusted, (pair, pValue) => pair.Compare(policy.Confidence, pValue))];
        string[] reasons = [.. ReasonsOf(metric, overall, champion is null), .. compared.Where(static segment => segment.Outcome == GateOutcome.Worse).Select(segment => ReasonOf(metric, segment))];
        return new GateVerdict
        {
            Passed = reasons.Length == 0,
            IsUnopposed = champion is null,
            Metric = metric.Name,
            Policy = policy,
            Overall = overall,
            Segments = compared,
            Reasons = reasons,
        };
    }

    /// <summary>Adds how long calls took: the challenger is refused where its 99th percentile is above what the policy allows.</summary>
    /// <param name="verdict">What was found of the predictions.</param>
    /// <param name="latency">What was measured; without a champion, nothing is refused.</param>
    public static GateVerdict Judge(GateVerdict verdict, LatencyComparison latency)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        ArgumentNullException.ThrowIfNull(latency);
        verdict = verdict with { Latency = latency };
        if (verdict.Policy.LatencyRatio is not { } ratio || latency.Champion is not { } champion)
            return verdict;

        var allowed = Math.Max(ratio * champion.Percentile99, LatencyComparison.FloorMilliseconds);
        if (latency.Challenger.Percentile99 <= allowed)
            return verdict;

        var reason = string.Create(
            CultureInfo.InvariantCulture,
            $"The challenger is too slow: of {latency.Calls} calls of one row, 99 % took up to {latency.Challenger.Percentile99:G4} ms beside "
            + $"{champion.Percentile99:G4} ms of the champion; up to {allowed:G4} ms is allowed.");
        return verdict with { Passed = false, Reasons = [.. verdict.Reasons, reason] };
    }

    private static void Require(
        Predictions? champion, Predictions challenger, IReadOnlyDictionary<string, IReadOnlyList<string?>> segments, GatePolicy policy, EvaluationRows? known)
    {
        if (policy.Violations() is { Count: > 0 } violations)
            throw new ArgumentException($"The policy of the gate cannot be used: {string.Join("; ", violations)}.", nameof(policy));
        if (champion is not null && champion.Rows != challenger.Rows)
            throw new ArgumentException("Champion and challenger are of different rows.", nameof(champion));
        if (champion is null && known is null)
            throw new ArgumentException("Without a champion, the rows that the challenger was trained on are needed.", nameof(known));
        foreach (var (column, values) in segments)
        {
            if (values.Count != challenger.Rows.Count)
                throw new ArgumentException($"Segment column '{column}' has {values.Count} values for {challenger.Rows.Count} rows.", nameof(segments));
        }
    }

    private static IEnumerable<string> ReasonsOf(EvaluationMetric metric, GateComparison overall, bool isUnopposed)
    {
        if (overall.Outcome == GateOutcome.Undefined)
            yield return $"{metric.Name} is not defined on the {overall.Rows} rows: are all labels equal?";
        else if (overall.Outcome != GateOutcome.Holds && isUnopposed)
            yield return $"There is no champion, and the challenger is not shown to beat the best constant: {Describe(metric, overall, "the constant")}.";
        else if (overall.Outcome == GateOutcome.Worse)
            yield return $"The challenger is worse on all rows: {Describe(metric, overall, "the champion")}.";
        else if (overall.Outcome == GateOutcome.Undecided)
            yield return $"The challenger is not shown to be as good on all rows: {Describe(metric, overall, "the champion")}. More rows would tell.";
    }

    private static string ReasonOf(EvaluationMetric metric, GateComparison segment) =>
        $"The challenger is worse in segment {segment.Segment}: {Describe(metric, segment, "the champion")}.";

    private static string Describe(EvaluationMetric metric, GateComparison compared, string opponent) => string.Create(
        CultureInfo.InvariantCulture,
        $"{metric.Name} {compared.Challenger.Value:G4} beside {compared.Champion.Value:G4} of {opponent} on {compared.Rows} rows, improvement "
        + $"{compared.Improvement.Value:G4} ({compared.Improvement.Lower:G4} to {compared.Improvement.Upper:G4}), allowed is {0 - compared.Margin:G4} or more (p {compared.PValue:G2})");
}
