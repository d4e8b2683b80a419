using OrleansML.Learning.Sketches;

namespace OrleansML.Learning.Monitoring;

/// <summary>How well scores rank positives above negatives, from a sketch of the scores of each.</summary>
internal static class RankingMetrics
{
    /// <summary>
    /// The chance that a positive scores above a negative, ties one half. Each sketch errs by its rank error at most; that and the error of Hanley and
    /// McNeil ("The meaning and use of the area under a receiver operating characteristic curve", 1982) make the interval.
    /// </summary>
    public static PerformanceValue RocAuc(KllSketch positives, KllSketch negatives, double confidence)
    {
        if (OneClass("roc_auc", positives, negatives) is { } notSaid)
            return notSaid;

        var (above, below) = (WeightedSample.Of(positives), WeightedSample.Of(negatives));
        var won = 0.0;
        for (var index = 0; index < above.Values.Length; index++)
        {
            var value = above.Values[index];
            var beaten = below.CountUpTo(value, isInclusive: false) + below.CountUpTo(value, isInclusive: true);
            won += (double)above.WeightAt(index) / above.Count * beaten / 2 / below.Count;
        }

        var (first, second, square) = (won / (2 - won), 2 * won * won / (1 + won), won * won);
        var variance = ((won * (1 - won)) + ((above.Count - 1) * (first - square)) + ((below.Count - 1) * (second - square)))
            / ((double)above.Count * below.Count);
        var half = (Intervals.NormalQuantile(confidence) * Math.Sqrt(Math.Max(0, variance))) + positives.RankError + negatives.RankError;
        return new PerformanceValue(won, Math.Max(0, won - half), Math.Min(1, won + half), above.Count + below.Count);
    }

    /// <summary>
    /// Precision at each score, weighted by the recall gained there; with the logit interval of Boyd, Eng and Page ("Area under the precision-recall
    /// curve", 2013). Where positives are rare, a small error of the negatives' ranks is a large one of precision: not from compacted sketches.
    /// </summary>
    public static PerformanceValue AveragePrecision(KllSketch positives, KllSketch negatives, double confidence)
    {
        if (OneClass("average_precision", positives, negatives) is { } notSaid)
            return notSaid;
        if (!positives.IsExact || !negatives.IsExact)
            return PerformanceValue.NotSaid(positives.Count + negatives.Count, "average_precision needs every score; the sketches have compacted them.");

        var (above, below) = (WeightedSample.Of(positives), WeightedSample.Of(negatives));
        var sum = 0.0;
        for (var index = above.Values.Length - 1; index >= 0; index--)
        {
            var hits = above.Count - above.Cumulative[index] + above.WeightAt(index);
            var alarms = hits + below.Count - below.CountUpTo(above.Values[index], isInclusive: false);
            sum += (double)above.WeightAt(index) * hits / alarms;
        }

        var value = sum / above.Count;
        var half = Intervals.NormalQuantile(confidence) / Math.Sqrt(above.Count * value * (1 - value));
        var logit = Math.Log(value / (1 - value));
        return value == 1
            ? new PerformanceValue(1, double.NaN, double.NaN, above.Count + below.Count)
            : new PerformanceValue(value, 1 / (1 + Math.Exp(half - logit)), 1 / (1 + Math.Exp(-half - logit)), above.Count + below.Count);
    }

    private static PerformanceValue? OneClass(string name, KllSketch positives, KllSketch negatives) => positives.Count > 0 && negatives.Count > 0
        ? null
        : PerformanceValue.NotSaid(
            positives.Count + negatives.Count,
            $"{name} needs both classes; there are {positives.Count} positives and {negatives.Count} negatives.");
}
