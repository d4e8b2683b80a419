using OrleansML.Learning.Monitoring;
using OrleansML.Learning.Profile;

namespace OrleansML.Grains.Monitoring;

/// <summary>How good a version probably is, by what it says alone.</summary>
internal sealed class WindowEstimates
{
    private static readonly Dictionary<string, PerformanceValue> None = [];

    private readonly PerformanceEstimator? _estimator;
    private readonly string _column = "";

    private WindowEstimates(string reason) => Reason = reason;

    private WindowEstimates(PerformanceEstimator estimator, string column) => (_estimator, _column) = (estimator, column);

    /// <summary>Why it cannot be said of any window; null where it can.</summary>
    public string? Reason { get; }

    /// <summary>Estimates of a version.</summary>
    /// <param name="label">What labels would say; null: that is not defined, and the threshold of the package counts.</param>
    /// <param name="profile">What the version was trained on; null: its package does not tell.</param>
    /// <param name="version">The version.</param>
    public static WindowEstimates Of(MonitorLabel? label, ReferenceProfile? profile, int version)
    {
        if (profile is not { Estimator: { } estimator, Predictions.Count: 1 })
            return new($"The package of version {version} does not tell how its scores went with labels: it is not of two classes, or was not trained here.");
        if (label?.Positive is { } positive && positive != estimator.Positive)
            return new($"The scores of version {version} are of class '{estimator.Positive}', and 'label.positive' is '{positive}'.");
        if (label is not null && label.Threshold != estimator.Threshold)
            return new(FormattableString.Invariant($"The package of version {version} tells errors at threshold {estimator.Threshold}, and 'label.threshold' is {label.Threshold}."));
        return new(PerformanceEstimator.Of(estimator), profile.Predictions.Keys.Single());
    }

    /// <summary>Metrics with their bands; none where nothing was said.</summary>
    public IReadOnlyDictionary<string, PerformanceValue> Estimate(SegmentWindow window) =>
        _estimator is not null && window.Outputs.GetValueOrDefault(_column) is { Values: > 0, Shape.IsNumeric: true } scores ? _estimator.Estimate(scores.Sketch) : None;
}
