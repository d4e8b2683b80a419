using OrleansML.Learning.Evaluation;

namespace OrleansML.Learning.Monitoring;

/// <summary>What holds where a definition says nothing.</summary>
internal static class MonitorDefaults
{
    /// <summary>Rows that a window needs before columns are judged; below, chance alone moves a stability index by a fifth of its limit.</summary>
    public const long MinimumRows = 500;

    /// <summary>Rows that a window needs before anything else is judged.</summary>
    public const long FewestRequests = 100;

    public static MonitorRetention Keep { get; } = new(TimeSpan.FromDays(7), TimeSpan.FromDays(400));

    public static double SignificanceOf(DriftProfile profile) => profile == DriftProfile.Own ? 0.01 : 0.05;

    /// <summary>What a significant difference must at least be: the other profiles know no such thing.</summary>
    public static double EffectOf(DriftProfile profile) => profile == DriftProfile.Own ? 0.1 : 0;

    public static string DriftOf(DriftProfile profile) => profile == DriftProfile.NannyMl ? "jensen_shannon" : "psi";

    /// <summary>Limit of a distance; null: the profile has none but those of reference windows.</summary>
    public static double? DistanceOf(DriftProfile profile) => profile == DriftProfile.NannyMl ? null : 0.1;

    public static IReadOnlyList<MonitorRule> Rules(DriftProfile profile, MonitorLabel? label)
    {
        var rules = new List<MonitorRule>
        {
            Drift("drift", MonitorRuleKind.Drift, profile),
            Drift("prediction_drift", MonitorRuleKind.PredictionDrift, profile),
            Share("missing", MonitorMetric.NullShare, new RuleLimits(At: 0.05, Relative: 2)),
            Share("type_errors", MonitorMetric.TypeErrorShare, new RuleLimits(At: 0.01)),
            Share("out_of_range", MonitorMetric.OutOfRangeShare, new RuleLimits(At: 0.05)),
            Share("unseen", MonitorMetric.UnseenShare, new RuleLimits(At: 0.05)),
            new()
            {
                Name = "errors",
                Kind = MonitorRuleKind.ErrorShare,
                Metric = MonitorMetric.ErrorShare,
                Limits = new RuleLimits(At: 0.01),
                Escalation = new RuleLimits(At: 0.1),
                MinimumRows = FewestRequests,
            },
        };
        if (label is not null)
        {
            rules.Add(new MonitorRule
            {
                Name = "performance",
                Kind = MonitorRuleKind.Performance,
                Metric = label.Task switch { EvaluationTask.Regression => "rmse", EvaluationTask.BinaryClassification => "roc_auc", _ => "accuracy" },
                Limits = new RuleLimits(Relative: label.Task == EvaluationTask.Regression ? 1.15 : 0.95),
                MinimumRows = FewestRequests,
            });
        }

        return rules;
    }

    private static MonitorRule Drift(string name, MonitorRuleKind kind, DriftProfile profile) => new()
    {
        Name = name,
        Kind = kind,
        Metric = DriftOf(profile),
        Limits = profile == DriftProfile.NannyMl ? new RuleLimits(Sigma: 3) : new RuleLimits(At: DistanceOf(profile)),
        Significance = profile == DriftProfile.Own ? SignificanceOf(profile) : null,
        Correction = profile == DriftProfile.Own ? AlarmCorrection.Fdr : AlarmCorrection.None,
        MinimumRows = MinimumRows,
    };

    private static MonitorRule Share(string name, string metric, RuleLimits limits) => new()
    {
        Name = name,
        Kind = MonitorRuleKind.DataQuality,
        Metric = metric,
        Limits = limits,
        MinimumRows = MinimumRows,
    };
}
