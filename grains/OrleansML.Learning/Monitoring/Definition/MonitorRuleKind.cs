namespace OrleansML.Learning.Monitoring;

/// <summary>What a rule looks at.</summary>
public enum MonitorRuleKind
{
    /// <summary>How far columns lie from the baseline.</summary>
    Drift,

    /// <summary>How far what the model says lies from the baseline.</summary>
    PredictionDrift,

    /// <summary>How far labels lie from the baseline, once they have come.</summary>
    LabelDrift,

    /// <summary>Missing, wrong, unusual or constant values.</summary>
    DataQuality,

    /// <summary>How good predictions were, once labels have come.</summary>
    Performance,

    /// <summary>How good predictions probably are while labels have not come; see <see cref="PerformanceEstimator"/>.</summary>
    EstimatedPerformance,

    /// <summary>How long requests take.</summary>
    Latency,

    /// <summary>Share of requests that failed.</summary>
    ErrorShare,

    /// <summary>Too few rows, or none.</summary>
    Rows,
}
