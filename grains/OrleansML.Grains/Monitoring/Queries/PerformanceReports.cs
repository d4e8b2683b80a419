using OrleansML.Learning.Evaluation;
using OrleansML.Learning.Monitoring;
using OrleansML.Monitoring;

namespace OrleansML.Grains.Monitoring;

/// <summary>How good predictions were.</summary>
internal static class PerformanceReports
{
    /// <summary>All metrics of the task, the main one first; none without labels.</summary>
    public static MonitorPerformance[] Of(PerformanceWindow? window) => window is null ? [] : Of(window.Measure(), MainOf(window.Task));

    /// <summary>All that is estimated, the main metric first.</summary>
    public static MonitorPerformance[] Of(IReadOnlyDictionary<string, PerformanceValue> estimated) => Of(estimated, MainOf(EvaluationTask.BinaryClassification));

    private static MonitorPerformance[] Of(IReadOnlyDictionary<string, PerformanceValue> metrics, string main) =>
    [
        .. metrics.OrderBy(metric => metric.Key != main).ThenBy(static metric => metric.Key, StringComparer.Ordinal).Select(static metric => new MonitorPerformance
        {
            Metric = metric.Key,
            Value = Finite(metric.Value.Value),
            Lower = Finite(metric.Value.Lower),
            Upper = Finite(metric.Value.Upper),
            Count = metric.Value.Count,
            Reason = metric.Value.Reason,
        }),
    ];

    private static string MainOf(EvaluationTask task) => task switch
    {
        EvaluationTask.Regression => "rmse",
        EvaluationTask.BinaryClassification => "roc_auc",
        _ => "accuracy",
    };

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
