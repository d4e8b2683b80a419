using System.Buffers;
using OrleansML.Learning.Features;
using OrleansML.Learning.Sketches;

namespace OrleansML.Learning.Monitoring;

/// <summary>
/// What a window holds of a binary classifier whose labels have come: decisions, calibration, losses, and the scores of each class. Mergeable. Not safe
/// for concurrent use.
/// </summary>
public sealed class ClassificationWindow
{
    // As scikit-learn: a probability of 0 for what happened would cost infinitely much.
    private const double Smallest = 2.220446049250313e-16;

    private readonly double _threshold;
    private ConfusionCounts _decisions = new();
    private CalibrationBins _calibration = new();
    private KllSketch _negatives;
    private KllSketch _positives;
    private Moments _logLoss;
    private Moments _brier;

    /// <summary>Creates an empty window.</summary>
    /// <param name="threshold">Probability from which on a row is decided to be positive.</param>
    /// <param name="k">How exact the ranks of scores are; see <see cref="KllSketch"/>.</param>
    public ClassificationWindow(double threshold = 0.5, int k = KllSketch.DefaultK)
    {
        if (!(threshold is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "A threshold from 0 to 1 is allowed.");

        _threshold = threshold;
        _negatives = new KllSketch(k);
        _positives = new KllSketch(k, seed: 1);
    }

    /// <summary>Probability from which on a row is decided to be positive.</summary>
    public double Threshold => _threshold;

    /// <summary>Number of predictions with a label.</summary>
    public long Count => _decisions.Count;

    /// <summary>Positives among the labels.</summary>
    public long Positives => _positives.Count;

    /// <summary>Decisions at the threshold.</summary>
    public ConfusionCounts Decisions => _decisions;

    /// <summary>Probabilities and what happened.</summary>
    public CalibrationBins Calibration => _calibration;

    /// <summary>Reads a window that <see cref="WriteTo"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The data are no such window, or are damaged.</exception>
    public static ClassificationWindow ReadFrom(ReadOnlySpan<byte> data)
    {
        var reader = new CompactReader(data);
        var threshold = reader.ReadDouble();
        if (!(threshold is >= 0 and <= 1))
            throw reader.Damaged();

        var window = new ClassificationWindow(threshold)
        {
            _decisions = ConfusionCounts.Read(ref reader),
            _calibration = CalibrationBins.Read(ref reader),
            _negatives = KllFormat.Read(ref reader),
            _positives = KllFormat.Read(ref reader),
            _logLoss = Moments.Read(ref reader),
            _brier = Moments.Read(ref reader),
        };
        reader.ExpectEnd();
        return window._decisions.Classes == 2 && window._calibration.Bins == CalibrationBins.DefaultBins ? window : throw reader.Damaged();
    }

    /// <summary>Adds a prediction with its label.</summary>
    /// <param name="probability">Of the positive class, 0 to 1.</param>
    /// <param name="isPositive">The label.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is no probability; nothing was added.</exception>
    public void Add(double probability, bool isPositive)
    {
        _calibration.Add(probability, isPositive);
        _decisions.Add(probability >= _threshold ? 1 : 0, isPositive ? 1 : 0);
        (isPositive ? _positives : _negatives).Add(probability);
        _logLoss = _logLoss.Add(-Math.Log(Math.Clamp(isPositive ? probability : 1 - probability, Smallest, 1)));
        var error = probability - (isPositive ? 1 : 0);
        _brier = _brier.Add(error * error);
    }

    /// <summary>Adds what another has.</summary>
    /// <exception cref="ArgumentException">The thresholds differ.</exception>
    public void Merge(ClassificationWindow other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other._threshold != _threshold)
            throw new ArgumentException($"Decisions at {other._threshold} cannot be merged into decisions at {_threshold}.", nameof(other));

        _decisions.Merge(other._decisions);
        _calibration.Merge(other._calibration);
        _negatives.Merge(other._negatives);
        _positives.Merge(other._positives);
        _logLoss = _logLoss.Merge(other._logLoss);
        _brier = _brier.Merge(other._brier);
    }

    /// <summary>
    /// What <see cref="ConfusionMetrics"/> has, <c>roc_auc</c>, <c>average_precision</c>, <c>log_loss</c>, <c>brier</c> and <c>calibration_error</c> (which
    /// has no interval).
    /// </summary>
    /// <param name="confidence">Share that lies within the intervals, above 0 and below 1.</param>
    public IReadOnlyDictionary<string, PerformanceValue> Measure(double confidence = 0.95) =>
        new Dictionary<string, PerformanceValue>(ConfusionMetrics.Measure(_decisions, confidence: confidence))
        {
            ["roc_auc"] = RankingMetrics.RocAuc(_positives, _negatives, confidence),
            ["average_precision"] = RankingMetrics.AveragePrecision(_positives, _negatives, confidence),
            ["log_loss"] = Intervals.Mean("log_loss", _logLoss, confidence),
            ["brier"] = Intervals.Mean("brier", _brier, confidence),
            ["calibration_error"] = Count == 0
                ? PerformanceValue.NotSaid(0, "There is nothing that calibration_error counts.")
                : new PerformanceValue(_calibration.ExpectedError, double.NaN, double.NaN, Count),
        };

    /// <summary>Writes the window compactly; equal windows give equal bytes.</summary>
    public void WriteTo(IBufferWriter<byte> destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        var writer = new CompactWriter(destination);
        writer.WriteDouble(_threshold);
        _decisions.Write(writer);
        _calibration.Write(writer);
        KllFormat.Write(writer, _negatives);
        KllFormat.Write(writer, _positives);
        _logLoss.Write(writer);
        _brier.Write(writer);
    }
}
