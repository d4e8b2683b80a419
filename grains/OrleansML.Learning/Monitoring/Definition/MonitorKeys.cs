namespace OrleansML.Learning.Monitoring;

/// <summary>The keys of monitor definitions.</summary>
internal static class MonitorKeys
{
    public const string Model = "model";
    public const string Window = "window";
    public const string Slide = "slide";
    public const string Lateness = "lateness";
    public const string Segments = "segments";
    public const string MostSegmentValues = "most_segment_values";
    public const string Baseline = "baseline";
    public const string Profile = "profile";
    public const string Label = "label";
    public const string Rules = "rules";
    public const string Remind = "remind";
    public const string Keep = "keep";
    public const string Routes = "routes";
    public const string Actions = "actions";

    public const string HoursBefore = "hours_before";
    public const string WeekdayBefore = "weekday_before";
    public const string From = "from";
    public const string Until = "until";

    public const string Column = "column";
    public const string Task = "task";
    public const string Positive = "positive";
    public const string Threshold = "threshold";
    public const string Output = "output";
    public const string Classes = "classes";

    public const string Kind = "kind";
    public const string Metric = "metric";
    public const string Columns = "columns";
    public const string At = "at";
    public const string AtLeast = "at_least";
    public const string Relative = "relative";
    public const string Sigma = "sigma";
    public const string ShareOfColumns = "share_of_columns";
    public const string Significance = "significance";
    public const string MinimumEffect = "minimum_effect";
    public const string MinimumRows = "minimum_rows";
    public const string Correction = "correction";
    public const string Quantile = "quantile";
    public const string For = "for";
    public const string Severity = "severity";
    public const string Critical = "critical";

    public const string Hours = "hours";
    public const string Days = "days";

    public const string Log = "log";
    public const string Webhook = "webhook";
    public const string Mail = "mail";
    public const string Url = "url";
    public const string Secret = "secret";
    public const string Host = "host";
    public const string Port = "port";
    public const string To = "to";
    public const string User = "user";

    public const string Pipeline = "pipeline";
    public const string RollbackCanary = "rollback_canary";
    public const string FeatureDefaults = "feature_defaults";

    public static readonly string[] Top =
        [Model, Window, Slide, Lateness, Segments, MostSegmentValues, Baseline, Profile, Label, Rules, Remind, Keep, Routes, Actions];

    public static readonly string[] OfLabel = [Column, Task, Positive, Threshold, Output, Classes];
    public static readonly string[] OfKeep = [Hours, Days];
    public static readonly string[] OfRoutes = [Log, Webhook, Mail];
    public static readonly string[] OfWebhook = [Url, Secret, Severity];
    public static readonly string[] OfMail = [Host, Port, From, To, User, Secret, Severity];
    public static readonly string[] OfActions = [Severity, Rules, Pipeline, RollbackCanary, FeatureDefaults];

    private static readonly string[] OfAnyRule = [Kind, Segments, For, Until, Severity, Critical];

    public static string[] OfLimits(MonitorRuleKind kind) => [kind == MonitorRuleKind.Rows ? AtLeast : At, Relative, Sigma];

    public static string[] OfRule(MonitorRuleKind kind) =>
    [
        .. OfAnyRule,
        .. OfLimits(kind).Except(kind is MonitorRuleKind.Drift or MonitorRuleKind.PredictionDrift or MonitorRuleKind.LabelDrift ? [Relative] : []),
        .. kind switch
        {
            MonitorRuleKind.Drift => (string[])[Metric, Columns, ShareOfColumns, Significance, MinimumEffect, Correction, MinimumRows],
            MonitorRuleKind.PredictionDrift or MonitorRuleKind.LabelDrift => [Metric, Significance, MinimumEffect, Correction, MinimumRows],
            MonitorRuleKind.DataQuality => [Metric, Columns, ShareOfColumns, MinimumRows],
            MonitorRuleKind.Performance or MonitorRuleKind.EstimatedPerformance => [Metric, MinimumRows],
            MonitorRuleKind.Latency => [Quantile, MinimumRows],
            MonitorRuleKind.ErrorShare => [MinimumRows],
            _ => [],
        },
    ];
}
