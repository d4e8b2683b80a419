using OrleansML.Learning.Sketches;

namespace OrleansML.Learning.Monitoring;

/// <summary>Metrics of predicted numbers.</summary>
public static class RegressionMetrics
{
    /// <summary>
    /// <c>mae</c>, <c>rmse</c>, <c>mape</c> (a ratio, over truths that are not 0), <c>bias</c> (prediction less truth) with Student's intervals, that of
    /// rmse as the roots of that of its square; <c>r2</c> has none.
    /// </summary>
    /// <param name="errors">What the predictions were off by.</param>
    /// <param name="confidence">Share that lies within the intervals, above 0 and below 1.</param>
    public static IReadOnlyDictionary<string, PerformanceValue> Measure(RegressionErrors errors, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(errors);
        var square = Intervals.Mean("rmse", errors.Squared, confidence);
        return new Dictionary<string, PerformanceValue>
        {
            ["mae"] = Intervals.Mean("mae", errors.Absolute, confidence),
            ["rmse"] = square with { Value = Math.Sqrt(square.Value), Lower = Math.Sqrt(Math.Max(0, square.Lower)), Upper = Math.Sqrt(square.Upper) },
            ["mape"] = Intervals.Mean("mape", errors.Relative, confidence),
            ["bias"] = Intervals.Mean("bias", errors.Errors, confidence),
            ["r2"] = Determination(errors),
        };
    }

    private static PerformanceValue Determination(RegressionErrors errors) => errors.Count < 2
        ? PerformanceValue.NotSaid(errors.Count, $"r2 needs two predictions; there are {errors.Count}.")
        : errors.Actual.Variance == 0
            ? PerformanceValue.NotSaid(errors.Count, $"All {errors.Count} truths are the same; r2 compares with their spread.")
            : new PerformanceValue(1 - (errors.Squared.Mean / errors.Actual.Variance), double.NaN, double.NaN, errors.Count);
}
