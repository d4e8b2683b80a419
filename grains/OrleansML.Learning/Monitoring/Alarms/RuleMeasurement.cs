namespace OrleansML.Learning.Monitoring;

/// <summary>A number that a rule looks at, of one segment and, where the rule looks at columns, one column.</summary>
internal sealed record RuleMeasurement
{
    /// <summary>Name of the rule.</summary>
    public required string Rule { get; init; }

    /// <summary>The segment; <see cref="MonitorSegments.Whole"/> for the whole.</summary>
    public string Segment { get; init; } = MonitorSegments.Whole;

    /// <summary>The column; null where the rule looks at none.</summary>
    public string? Column { get; init; }

    /// <summary>The number; NaN where it cannot be said.</summary>
    public required double Value { get; init; }

    /// <summary>Why it cannot be said.</summary>
    public string? Reason { get; init; }

    /// <summary>Ends of its interval; null where it has none.</summary>
    public (double Lower, double Upper)? Interval { get; init; }

    /// <summary>Chance of such a number or a worse one where nothing changed; null where it has none.</summary>
    public double? PValue { get; init; }

    /// <summary>How large a difference with a p-value is; see <see cref="MonitorRule.MinimumEffect"/>.</summary>
    public double? Effect { get; init; }

    /// <summary>The number of the baseline; null where there is none. A distance is itself one from the baseline.</summary>
    public double? Baseline { get; init; }

    /// <summary>The number in each of the reference windows.</summary>
    public IReadOnlyList<double> Reference { get; init; } = [];

    /// <summary>Rows that it rests on.</summary>
    public required long Rows { get; init; }
}
