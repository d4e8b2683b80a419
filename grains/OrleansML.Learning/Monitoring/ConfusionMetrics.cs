using OrleansML.Learning.Sketches;

namespace OrleansML.Learning.Monitoring;

/// <summary>Metrics of classes that were decided.</summary>
public static class ConfusionMetrics
{
    /// <summary>
    /// <c>accuracy</c>, and with one class against the others <c>precision</c>, <c>recall</c>, <c>specificity</c> (Wilson intervals) and <c>f1</c>
    /// (delta method on multinomial counts).
    /// </summary>
    /// <param name="counts">Predicted and actual classes.</param>
    /// <param name="positive">The class that counts as positive.</param>
    /// <param name="confidence">Share that lies within the intervals, above 0 and below 1.</param>
    public static IReadOnlyDictionary<string, PerformanceValue> Measure(ConfusionCounts counts, int positive = 1, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var hits = counts[positive, positive];
        var (predicted, actual) = (counts.PredictedAs(positive), counts.ActuallyIs(positive));
        var negatives = counts.Count - actual;
        return new Dictionary<string, PerformanceValue>
        {
            ["accuracy"] = Intervals.Share("accuracy", counts.Correct, counts.Count, confidence),
            ["precision"] = Intervals.Share("precision", hits, predicted, confidence),
            ["recall"] = Intervals.Share("recall", hits, actual, confidence),
            ["specificity"] = Intervals.Share("specificity", negatives - (predicted - hits), negatives, confidence),
            ["f1"] = F1(hits, predicted + actual - (2 * hits), counts.Count, confidence),
        };
    }

    private static PerformanceValue F1(long hits, long misses, long count, double confidence)
    {
        if (hits + misses == 0)
            return PerformanceValue.NotSaid(0, "There is nothing that f1 counts.");

        var (p, q) = ((double)hits / count, (double)misses / count);
        var value = 2 * p / ((2 * p) + q);
        var error = Math.Sqrt(4 * p * q * (p + q) / (count * Math.Pow((2 * p) + q, 4)));
        var half = Intervals.NormalQuantile(confidence) * error;
        return new PerformanceValue(value, Math.Max(0, value - half), Math.Min(1, value + half), hits + misses);
    }
}
