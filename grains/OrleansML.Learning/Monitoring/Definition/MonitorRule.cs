namespace OrleansML.Learning.Monitoring;

/// <summary>One thing that is watched in every window, and when it is bad. Immutable; <see cref="MonitorDefinitionReader"/> reads it.</summary>
public sealed record MonitorRule
{
    /// <summary>Name of the rule, 1 to 64 of a-z, 0-9 and _.</summary>
    public required string Name { get; init; }

    /// <summary>What it looks at.</summary>
    public required MonitorRuleKind Kind { get; init; }

    /// <summary>The number, as definitions write it, such as <c>psi</c>, <c>null_share</c> or <c>rmse</c>; <c>latency</c>, <c>error_share</c> and <c>rows</c> for those kinds.</summary>
    public required string Metric { get; init; }

    /// <summary>Columns that it looks at; null: all.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>From where on the number is bad; all null where a p-value or a yes decides.</summary>
    public RuleLimits Limits { get; init; } = new();

    /// <summary>From where on it is critical; null: it never becomes worse than <see cref="Severity"/>.</summary>
    public RuleLimits? Escalation { get; init; }

    /// <summary>Share of the columns that must be bad, above 0 to 1; null: one is enough.</summary>
    public double? ShareOfColumns { get; init; }

    /// <summary>Limit of p-values, above 0 and below 1; null where none takes part.</summary>
    public double? Significance { get; init; }

    /// <summary>What a significant difference must at least be where a p-value decides: Hellinger distance, or the statistic of Kolmogorov-Smirnov; 0 to 1.</summary>
    public double MinimumEffect { get; init; }

    /// <summary>What is done about many p-values in one window.</summary>
    public AlarmCorrection Correction { get; init; }

    /// <summary>Quantile of the latency, above 0 and below 1.</summary>
    public double Quantile { get; init; } = 0.99;

    /// <summary>Rows that a window needs to be judged.</summary>
    public long MinimumRows { get; init; }

    /// <summary>Windows in a row that must be bad before it alarms, 1 to 24. Those that cannot be judged do not count.</summary>
    public int For { get; init; } = 1;

    /// <summary>Windows in a row that must be good before it is over, 1 to 24. Those that cannot be judged do not count.</summary>
    public int Until { get; init; } = 2;

    /// <summary>How bad it is.</summary>
    public AlarmSeverity Severity { get; init; } = AlarmSeverity.Warning;

    /// <summary>Where it holds: <c>all</c> for the whole, columns such as <c>a</c> or <c>a,b</c> for every value, or one value, <c>a=1</c>; null: everywhere.</summary>
    public IReadOnlyList<string>? Segments { get; init; }
}
