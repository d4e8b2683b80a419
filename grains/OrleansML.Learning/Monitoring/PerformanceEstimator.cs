using OrleansML.Learning.Evaluation;
using OrleansML.Learning.Profile;
using OrleansML.Learning.Sketches;

namespace OrleansML.Learning.Monitoring;

/// <summary>
/// Estimates how good a binary classifier is where there are no labels yet, from what its probabilities promise: NannyML's confidence-based performance
/// estimation. It holds as long as a score means what it meant in the reference: no concept drift, no inputs unlike any of the reference. Immutable.
/// </summary>
public sealed class PerformanceEstimator
{
    private const double BandWidth = 3;
    private const int FewestRows = 30;

    private readonly IsotonicCalibrator? _calibrator;
    private readonly IReadOnlyDictionary<string, SamplingError> _errors;
    private readonly double _threshold;
    private readonly long _rows;

    private PerformanceEstimator(IsotonicCalibrator? calibrator, IReadOnlyDictionary<string, SamplingError> errors, double threshold, long rows) =>
        (_calibrator, _errors, _threshold, _rows) = (calibrator, errors, threshold, rows);

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
        if (scores.Length < FewestRows || scores.Length != labels.Length)
            throw new ArgumentException($"{scores.Length} scores were given with {labels.Length} labels; there must be as many, and at least {FewestRows}.", nameof(labels));

        Check(scores);
        var decisions = Array.ConvertAll(scores.ToArray(), score => score >= threshold);
        return new PerformanceEstimator(
            CalibrationNeed.IsThere(scores, labels, seed) ? IsotonicCalibrator.Fit(scores, labels) : null,
            SamplingError.OfClassifier(scores, decisions, labels),
            threshold,
            labels.Length);
    }

    /// <summary>The one that a package tells.</summary>
    public static PerformanceEstimator Of(EstimatorProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return new PerformanceEstimator(IsotonicCalibrator.Of(profile.Scores, profile.Probabilities), profile.Errors, profile.Threshold, profile.Rows);
    }

    /// <summary>Fits to what a model said of the rows that it was judged on.</summary>
    /// <param name="predictions">Of two classes.</param>
    /// <param name="positive">The second class.</param>
    /// <returns>Null: there are not two classes, or fewer than 30 rows.</returns>
    public static EstimatorProfile? ProfileOf(Predictions predictions, string positive)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        var rows = predictions.Rows;
        if (rows.Task != EvaluationTask.BinaryClassification || rows.Count < FewestRows)
            return null;

        // A softmax in single precision may sum up to a little more than 1.
        var scores = Array.ConvertAll(predictions.Values, static score => Math.Min(score, 1));
        var estimator = Fit(scores, Array.ConvertAll(rows.Labels, static label => label != 0));
        return new EstimatorProfile
        {
            Positive = positive,
            Threshold = estimator._threshold,
            Rows = estimator._rows,
            Scores = estimator._calibrator?.Scores,
            Probabilities = estimator._calibrator?.Probabilities,
            Errors = estimator._errors,
        };
    }

    /// <summary>
    /// Estimates <c>accuracy</c>, <c>precision</c>, <c>recall</c>, <c>specificity</c>, <c>f1</c> and <c>roc_auc</c>, each with a band of three sampling errors.
    /// </summary>
    /// <param name="scores">Of rows whose labels are not known.</param>
    /// <exception cref="ArgumentException">A score is no probability.</exception>
    public IReadOnlyDictionary<string, PerformanceValue> Estimate(ReadOnlySpan<double> scores)
    {
        Check(scores);
        return Estimate(WeightedSample.Of(scores), 0);
    }

    /// <summary>
    /// Estimates them from a sketch; the band is wider by what its ranks may be off. A sum over scores of what changes by at most 1 is off by the rank error,
    /// and a metric is a ratio of such sums.
    /// </summary>
    /// <param name="scores">Of rows whose labels are not known. What is no probability counts as the nearest one.</param>
    public IReadOnlyDictionary<string, PerformanceValue> Estimate(KllSketch scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        return Estimate(WeightedSample.Of(scores), scores.RankError);
    }

    private Dictionary<string, PerformanceValue> Estimate(WeightedSample sample, double rankError)
    {
        var (scores, weights) = (sample.Values.Reverse().ToArray(), new long[sample.Values.Length]);
        for (var index = 0; index < weights.Length; index++)
            weights[index] = sample.WeightAt(weights.Length - 1 - index);
        var probabilities = Array.ConvertAll(scores, score => _calibrator?.Calibrate(score) ?? Math.Clamp(score, 0, 1));
        var expected = Expected(scores, probabilities, _threshold, weights);
        var (alarms, positives) = (0.0, 0.0);
        for (var index = 0; index < weights.Length; index++)
        {
            alarms += scores[index] >= _threshold ? weights[index] : 0;
            positives += weights[index] * probabilities[index];
        }

        (alarms, positives) = (alarms / sample.Count, positives / sample.Count);
        return expected.ToDictionary(static metric => metric.Key, metric => WithBand(metric.Key, metric.Value, sample.Count, rankError * SensitivityOf(metric.Key, alarms, positives)));
    }

    private static double SensitivityOf(string metric, double alarms, double positives) => metric switch
    {
        "precision" => 2 / alarms,
        "recall" => 2 / positives,
        "specificity" => 2 / (1 - positives),
        "f1" => 4 / (alarms + positives),
        "roc_auc" => (2 / positives) + (2 / (1 - positives)),
        _ => 2,
    };

    /// <summary>What to expect of rows that are positive with these probabilities.</summary>
    /// <param name="scores">Highest first.</param>
    /// <param name="probabilities">Row by row.</param>
    /// <param name="threshold">Score from which on a row is decided to be positive.</param>
    /// <param name="weights">How many rows each stands for; null: 1.</param>
    internal static IReadOnlyDictionary<string, double> Expected(double[] scores, double[] probabilities, double threshold, long[]? weights = null)
    {
        double hits = 0, falseAlarms = 0, missed = 0, rejected = 0, area = 0;
        for (var start = 0; start < scores.Length;)
        {
            // Rows of the same score are one step of the curve.
            var (positives, negatives) = (0.0, 0.0);
            var (positivesAbove, score) = (hits + missed, scores[start]);
            for (; start < scores.Length && scores[start] == score; start++)
            {
                var weight = weights?[start] ?? 1;
                positives += weight * probabilities[start];
                negatives += weight * (1 - probabilities[start]);
            }

            area += negatives * (positivesAbove + (positives / 2));
            if (score >= threshold)
                (hits, falseAlarms) = (hits + positives, falseAlarms + negatives);
            else
                (missed, rejected) = (missed + positives, rejected + negatives);
        }

        return new Dictionary<string, double>
        {
            ["accuracy"] = (hits + rejected) / (hits + falseAlarms + missed + rejected),
            ["precision"] = hits / (hits + falseAlarms),
            ["recall"] = hits / (hits + missed),
            ["specificity"] = rejected / (rejected + falseAlarms),
            ["f1"] = hits / (hits + ((falseAlarms + missed) / 2)),
            ["roc_auc"] = area / ((hits + missed) * (falseAlarms + rejected)),
        };
    }

    private PerformanceValue WithBand(string name, double value, long rows, double sketchError)
    {
        if (double.IsNaN(value))
            return PerformanceValue.NotSaid(rows, $"None of the {rows} rows is one that {name} counts.");

        // A reference of one class, or without a positive decision, has no such error.
        var half = _errors.TryGetValue(name, out var error) ? (BandWidth * error.At(rows)) + sketchError : double.NaN;
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
