using OrleansML.Learning.Sketches;

namespace OrleansML.Learning.Monitoring;

/// <summary>
/// What a metric of so many rows is off by because they are a sample, from rows of the reference; as NannyML's <c>sampling_error</c> has it: a standard
/// deviation over the root of the rows that the metric counts.
/// </summary>
/// <param name="Deviation">Standard deviation of what one such row says; NaN where there is none.</param>
/// <param name="Share">Share of the rows that the metric counts.</param>
public readonly record struct SamplingError(double Deviation, double Share)
{
    /// <summary>The standard error for a number of rows.</summary>
    public double At(long rows) => Deviation / Math.Sqrt(rows * Share);

    /// <summary>Of every metric of a binary classifier: <c>accuracy</c>, <c>precision</c>, <c>recall</c>, <c>specificity</c>, <c>f1</c>, <c>roc_auc</c>.</summary>
    /// <param name="scores">Of the reference.</param>
    /// <param name="decisions">What was decided, row by row.</param>
    /// <param name="labels">What was, row by row.</param>
    public static IReadOnlyDictionary<string, SamplingError> OfClassifier(ReadOnlySpan<double> scores, ReadOnlySpan<bool> decisions, ReadOnlySpan<bool> labels)
    {
        double right = 0, hits = 0, alarms = 0, positives = 0;
        for (var row = 0; row < labels.Length; row++)
        {
            right += decisions[row] == labels[row] ? 1 : 0;
            hits += decisions[row] && labels[row] ? 1 : 0;
            alarms += decisions[row] ? 1 : 0;
            positives += labels[row] ? 1 : 0;
        }

        double count = labels.Length;
        var negatives = count - positives;
        var counted = positives + alarms - hits;
        var f1 = OfShare(hits, counted, count);
        return new Dictionary<string, SamplingError>
        {
            ["accuracy"] = OfShare(right, count, count),
            ["precision"] = OfShare(hits, alarms, count),
            ["recall"] = OfShare(hits, positives, count),
            ["specificity"] = OfShare(negatives - (alarms - hits), negatives, count),
            ["f1"] = f1 with { Deviation = f1.Deviation * counted / ((positives + alarms) / 2) },
            ["roc_auc"] = OfRanking(scores, labels),
        };
    }

    /// <summary>Of a mean, such as that of absolute or squared errors.</summary>
    public static SamplingError OfMean(in Moments moments) => new(Math.Sqrt(moments.Variance), 1);

    /// <summary>Of the root of a mean of squares.</summary>
    public static SamplingError OfRoot(in Moments squares) => new(Math.Sqrt(squares.Variance) / (2 * Math.Sqrt(squares.Mean)), 1);

    private static SamplingError OfShare(double hits, double counted, double count)
    {
        var share = hits / counted;
        return new SamplingError(Math.Sqrt(share * (1 - share)), counted / count);
    }

    // The ROC AUC is a mean over the rarer class: of the share of the other class that lies below each row.
    private static SamplingError OfRanking(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels)
    {
        var isFlipped = labels.Count(true) > labels.Length / 2.0;
        var (sorted, rarer) = (scores.ToArray(), labels.ToArray());
        if (isFlipped)
        {
            sorted = Array.ConvertAll(sorted, static score => 1 - score);
            rarer = Array.ConvertAll(rarer, static label => !label);
        }

        Array.Sort(sorted, rarer);
        double others = rarer.Count(static label => !label);
        var below = 0;
        var moments = default(Moments);
        foreach (var isRarer in rarer)
        {
            if (isRarer)
                moments = moments.Add(below / others);
            else
                below++;
        }

        return new SamplingError(Math.Sqrt(moments.Variance), (double)moments.Count / labels.Length);
    }
}
