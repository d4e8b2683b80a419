using OrleansML.Learning.Evaluation;

namespace OrleansML.Learning.Monitoring;

/// <summary>A number that rules can name.</summary>
/// <param name="Name">As definitions write it.</param>
/// <param name="Kinds">Rules that have it; the first is meant where the rule does not say.</param>
/// <param name="Worse">On which side it is worse.</param>
internal sealed record MonitorMetric(string Name, MonitorRuleKind[] Kinds, WorseSide Worse = WorseSide.Above)
{
    public const string Latency = "latency";
    public const string ErrorShare = "error_share";
    public const string Rows = "rows";
    public const string NullShare = "null_share";
    public const string TypeErrorShare = "type_error_share";
    public const string OutOfRangeShare = "out_of_range_share";
    public const string UnseenShare = "unseen_share";
    public const string Constant = "constant";

    private static readonly MonitorRuleKind[] OfDrift = [MonitorRuleKind.Drift, MonitorRuleKind.PredictionDrift, MonitorRuleKind.LabelDrift];
    private static readonly MonitorRuleKind[] OfQuality = [MonitorRuleKind.DataQuality];
    private static readonly MonitorRuleKind[] OfLabels = [MonitorRuleKind.Performance];
    private static readonly MonitorRuleKind[] OfDecisions = [MonitorRuleKind.Performance, MonitorRuleKind.EstimatedPerformance];
    private static readonly EvaluationTask[] Binary = [EvaluationTask.BinaryClassification];
    private static readonly EvaluationTask[] Regression = [EvaluationTask.Regression];

    private static readonly MonitorMetric[] All =
    [
        new("psi", OfDrift) { Drift = DriftMetric.PopulationStabilityIndex },
        new("kolmogorov_smirnov", OfDrift) { Drift = DriftMetric.KolmogorovSmirnov },
        new("chi_square", OfDrift) { Drift = DriftMetric.ChiSquare },
        new("proportion_z", OfDrift) { Drift = DriftMetric.ProportionZ },
        new("wasserstein", OfDrift) { Drift = DriftMetric.Wasserstein },
        new("jensen_shannon", OfDrift) { Drift = DriftMetric.JensenShannon },
        new("kullback_leibler", OfDrift) { Drift = DriftMetric.KullbackLeibler },
        new("hellinger", OfDrift) { Drift = DriftMetric.Hellinger },
        new("l_infinity", OfDrift) { Drift = DriftMetric.LInfinity },
        new(NullShare, OfQuality),
        new(TypeErrorShare, OfQuality),
        new(OutOfRangeShare, OfQuality),
        new(UnseenShare, OfQuality),
        new(Constant, OfQuality),
        new("rmse", OfLabels) { Tasks = Regression },
        new("mae", OfLabels) { Tasks = Regression },
        new("mape", OfLabels) { Tasks = Regression },
        new("bias", OfLabels, WorseSide.Away) { Tasks = Regression, IsSigned = true },
        new("r2", OfLabels, WorseSide.Below) { Tasks = Regression, IsSigned = true, Most = 1 },
        new("accuracy", OfDecisions, WorseSide.Below) { Tasks = [EvaluationTask.BinaryClassification, EvaluationTask.MulticlassClassification], Most = 1 },
        new("precision", OfDecisions, WorseSide.Below) { Tasks = Binary, Most = 1 },
        new("recall", OfDecisions, WorseSide.Below) { Tasks = Binary, Most = 1 },
        new("specificity", OfDecisions, WorseSide.Below) { Tasks = Binary, Most = 1 },
        new("f1", OfDecisions, WorseSide.Below) { Tasks = Binary, Most = 1 },
        new("roc_auc", OfDecisions, WorseSide.Below) { Tasks = Binary, Most = 1 },
        new("average_precision", OfLabels, WorseSide.Below) { Tasks = Binary, Most = 1 },
        new("log_loss", OfLabels) { Tasks = Binary },
        new("brier", OfLabels) { Tasks = Binary, Most = 1 },
        new("calibration_error", OfLabels) { Tasks = Binary, Most = 1 },
        new(Latency, [MonitorRuleKind.Latency]),
        new(ErrorShare, [MonitorRuleKind.ErrorShare]),
        new(Rows, [MonitorRuleKind.Rows], WorseSide.Below),
    ];

    /// <summary>What it is as a drift metric; null: it is none.</summary>
    public DriftMetric? Drift { get; private init; }

    /// <summary>What a model must predict to have it; empty: anything.</summary>
    public IReadOnlyList<EvaluationTask> Tasks { get; private init; } = [];

    /// <summary>Whether it may be zero or negative where all is well, so that no multiple of it is a limit.</summary>
    public bool IsSigned { get; private init; }

    /// <summary>The least that it can be, as a limit.</summary>
    public double Least => IsSigned && Worse == WorseSide.Below ? -1_000_000_000 : 0.000001;

    /// <summary>The most that it can be, as a limit.</summary>
    public double Most { get; private init; } = 1_000_000_000;

    public static MonitorMetric? Find(string name) => Array.Find(All, metric => metric.Name == name);

    public static string NameOf(DriftMetric drift) => All.First(metric => metric.Drift == drift).Name;

    /// <summary>Of a rule that was read, whose metric is known.</summary>
    public static MonitorMetric Of(MonitorRule rule) =>
        Find(rule.Metric) ?? throw new ArgumentException($"Rule '{rule.Name}' has the metric '{rule.Metric}', which is not known.", nameof(rule));

    public static IEnumerable<MonitorMetric> OfKind(MonitorRuleKind kind) => All.Where(metric => metric.Kinds.Contains(kind));

    /// <summary>Whether a p-value alone decides.</summary>
    public bool IsByPValue(DriftProfile profile) => (profile, Drift) switch
    {
        (DriftProfile.Evidently, DriftMetric.KolmogorovSmirnov) => true,
        (DriftProfile.Own or DriftProfile.Evidently, DriftMetric.ProportionZ) => true,
        (_, DriftMetric.ChiSquare) => true,
        _ => false,
    };

    /// <summary>Whether a p-value takes part: in our profile whatever is drift must be significant, too.</summary>
    public bool HasPValue(DriftProfile profile) => Drift is not null && (profile == DriftProfile.Own || IsByPValue(profile));

    /// <summary>Whether a profile defines it, for numbers or for categories.</summary>
    public bool IsIn(DriftProfile profile) => profile switch
    {
        DriftProfile.Evidently => Drift != DriftMetric.LInfinity,
        DriftProfile.NannyMl => Drift is not (DriftMetric.PopulationStabilityIndex or DriftMetric.KullbackLeibler or DriftMetric.ProportionZ),
        _ => true,
    };
}
