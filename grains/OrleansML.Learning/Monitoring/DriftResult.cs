namespace OrleansML.Learning.Monitoring;

/// <summary>How far a window lies from its reference, and whether that is drift.</summary>
public sealed record DriftResult
{
    /// <summary>What was measured.</summary>
    public required DriftMetric Metric { get; init; }

    /// <summary>By whose definition.</summary>
    public required DriftProfile Profile { get; init; }

    /// <summary>The distance or the test statistic; NaN where it cannot be said.</summary>
    public required double Value { get; init; }

    /// <summary>What <see cref="Value"/> is off by at most with a chance of 99 %, because it was taken from sketches; 0 where it is exact.</summary>
    public double ErrorBound { get; init; }

    /// <summary>Chance of such a value or a larger one without drift; null where the profile has none, or sketches are too coarse to tell.</summary>
    public double? PValue { get; init; }

    /// <summary>What the distance, or with <see cref="IsByPValue"/> the p-value, was compared with; NaN where there is none.</summary>
    public required double Threshold { get; init; }

    /// <summary>Whether the p-value decides.</summary>
    public bool IsByPValue { get; init; }

    /// <summary>Whether it is drift; null where that cannot be said.</summary>
    public bool? IsDrift { get; init; }

    /// <summary>Whether the error of the sketches could turn the verdict.</summary>
    public bool IsWithinError => ErrorBound > 0 && !IsByPValue && Math.Abs(Value - Threshold) <= ErrorBound;

    /// <summary>Values of the reference.</summary>
    public required long ReferenceCount { get; init; }

    /// <summary>Values of the window.</summary>
    public required long CurrentCount { get; init; }

    /// <summary>Why it cannot be said, or no p-value can; null where both can.</summary>
    public string? Reason { get; init; }
}
