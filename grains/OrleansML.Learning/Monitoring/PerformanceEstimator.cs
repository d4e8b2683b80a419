namespace OrleansML.Learning.Monitoring;

/// <summary>
/// Estimates how good a binary classifier is where there are no labels yet, from what its probabilities promise: NannyML's confidence-based performance
/// estimation. It holds as long as a score means what it meant in the reference: no concept drift, no inputs unlike any of the reference. Immutable.
/// </summary>
public sealed class PerformanceEstimator
{
    private const double BandWidth = 3;

    private readonly IsotonicCalibrator? _calibrator;
    private readonly IReadOnlyDictionary<string, SamplingError> _errors;
    private readonly double _threshold;

    private PerformanceEstimator(IsotonicCalibrator? calibrator, IReadOnlyDictionary<string, SamplingError> errors, double threshold)
    {
        _calibrator = calibrator;
        _errors = errors;
        _threshold = threshold;
    }

    /// <summary>Whether scores are calibrated before they count as probabilities.</summary>
    public bool IsCalibrated => _calibrator is not null;

    /// <summary>Fits to rows whose labels are known.</summary>
    /// <param name="scores">Probabilities of the positive class, 0 to 1.</param>
    /// <param name="labels">As many.</param>
    /// <param name="threshold">Score from which on a row is decided to be positive.</param>
    /// <param name="seed">Of the splits that tell whether to calibrate.</param>
    /// <exception cref="ArgumentException">There are fewer than 30 rows, the lengths differ, or a score is no probability.</exception>
    public static PerformanceEstimator Fit(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels, double threshold = 0.5, int seed = 42)
    {
        const int FewestRows = 30;
        if (scores.Length < FewestRows || scores.Length != labels.Length)
            throw new ArgumentException($"{scores.Length} scores were given with {labels.Length} labels; there must be as many, and at least {FewestRows}.", nameof(labels));

        Check(scores);
        var decisions = Array.ConvertAll(scores.ToArray(), score => score >= threshold);
        return new PerformanceEstimator(
            CalibrationNeed.IsThere(scores, labels, seed) ? IsotonicCalibrator.Fit(scores, labels) : null,
            SamplingError.OfClassifier(scores, decisions, labels),
            threshold);
    }

    /// <summary>
    /// Estimates <c>accuracy</c>, <c>precision</c>, <c>recall</c>, <c>specificity</c>, <c>f1</c> and <c>roc_auc</c>, each with a band of three sampling errors.
    /// </summary>
    /// <param name="scores">Of rows whose labels are not known.</param>
    /// <exception cref="ArgumentException">A score is no probability.</exception>
    public IReadOnlyDictionary<string, PerformanceValue> Estimate(ReadOnlySpan<double> scores)
    {
        Check(scores);
        var ordered = scores.ToArray();
        Array.Sort(ordered);
        Array.Reverse(ordered);
        return Expected(ordered, Array.ConvertAll(ordered, score => _calibrator?.Calibrate(score) ?? score), _threshold)
            .ToDictionary(static metric => metric.Key, metric => WithBand(metric.Key, metric.Value, ordered.Length));
    }

    /// <summary>What to expect of rows that are positive with these probabilities.</summary>
    /// <param name="scores">Highest first.</param>
    /// <param name="probabilities">Row by row.</param>
    /// <param name="threshold">Score from which on a row is decided to be positive.</param>
    internal static IReadOnlyDictionary<string, double> Expected(double[] scores, double[] probabilities, double threshold)
    {
        double hits = 0, falseAlarms = 0, missed = 0, rejected = 0, area = 0;
        for (var start = 0; start < scores.Length;)
        {
            // Rows of the same score are one step of the curve.
            var (positives, negatives) = (0.0, 0.0);
            var (positivesAbove, score) = (hits + missed, scores[start]);
            for (; start < scores.Length && scores[start] == score; start++)
            {
                positives += probabilities[start];
                negatives += 1 - probabilities[start];
            }

            area += negatives * (positivesAbove + (positives / 2));
            if (score >= threshold)
                (hits, falseAlarms) = (hits + positives, falseAlarms + negatives);
            else
                (missed, rejected) = (missed + positives, rejected + negatives);
        }

        return new Dictionary<string, double>
        {
            ["accuracy"] = (hits + rejected) / scores.Length,
            ["precision"] = hits / (hits + falseAlarms),
            ["recall"] = hits / (hits + missed),
            ["specificity"] = rejected / (rejected + falseAlarms),
            ["f1"] = hits / (hits + ((falseAlarms + missed) / 2)),
            ["roc_auc"] = area / ((hits + missed) * (falseAlarms + rejected)),
        };
    }

    private PerformanceValue WithBand(string name, double value, long rows)
    {
        if (double.IsNaN(value))
            return PerformanceValue.NotSaid(rows, $"None of the {rows} rows is one that {name} counts.");

        // A reference of one class, or without a positive decision, has no such error.
        var half = BandWidth * _errors[name].At(rows);
        return double.IsFinite(half)
            ? new PerformanceValue(value, Math.Max(0, value - half), Math.Min(1, value + half), rows)
            : PerformanceValue.NotSaid(rows, $"The reference has no row that {name} counts, so that its error is not known.");
    }

    private static void Check(ReadOnlySpan<double> scores)
    {
        for (var row = 0; row < scores.Length; row++)
        {
            if (!(scores[row] is >= 0 and <= 1))
                throw new ArgumentException(FormattableString.Invariant($"Score {row} is {scores[row]}; a probability from 0 to 1 is allowed."), nameof(scores));
        }
    }
}
