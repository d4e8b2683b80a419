namespace OrleansML.Learning.Monitoring;

/// <summary>Compares a window with its reference by any metric and anybody's definition.</summary>
public static class DriftTest
{
    /// <summary>Compares numbers.</summary>
    /// <param name="metric">What to measure.</param>
    /// <param name="profile">By whose definition.</param>
    /// <param name="reference">What was.</param>
    /// <param name="current">What is.</param>
    /// <param name="limits">From where on it is drift; left out: as the profile has it.</param>
    /// <returns>Value and verdict, or why there is none: too few values, a constant reference, or a metric that the profile lacks.</returns>
    public static DriftResult Compare(DriftMetric metric, DriftProfile profile, NumericSample reference, NumericSample current, DriftLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(current);
        limits ??= DriftLimits.Default;
        var definitions = DefinitionsOf(profile);
        var measurement = TooFew(definitions, limits, reference.Count, current.Count) ?? definitions.Measure(metric, reference, current, limits);
        return ResultOf(metric, profile, measurement, limits, reference.Count, current.Count);
    }

    /// <summary>Compares categories.</summary>
    /// <param name="metric">What to measure.</param>
    /// <param name="profile">By whose definition.</param>
    /// <param name="reference">What was.</param>
    /// <param name="current">What is.</param>
    /// <param name="limits">From where on it is drift; left out: as the profile has it.</param>
    /// <returns>Value and verdict, or why there is none: too few values, or a metric that the profile lacks.</returns>
    public static DriftResult Compare(DriftMetric metric, DriftProfile profile, CategoricalSample reference, CategoricalSample current, DriftLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(current);
        limits ??= DriftLimits.Default;
        var definitions = DefinitionsOf(profile);
        var measurement = TooFew(definitions, limits, reference.Count, current.Count) ?? definitions.Measure(metric, reference, current, limits);
        return ResultOf(metric, profile, measurement, limits, reference.Count, current.Count);
    }

    /// <summary>
    /// Compares counts in the same bins by our definition; <see cref="DriftMetric.KolmogorovSmirnov"/> and <see cref="DriftMetric.Wasserstein"/> cannot be
    /// said from them.
    /// </summary>
    /// <param name="metric">What to measure.</param>
    /// <param name="reference">Values in each bin.</param>
    /// <param name="current">Values in each bin, place by place.</param>
    /// <param name="limits">From where on it is drift; left out: 0.1 and a significance of 1 %.</param>
    /// <exception cref="ArgumentException">The numbers of bins differ.</exception>
    public static DriftResult CompareBins(DriftMetric metric, IReadOnlyList<long> reference, IReadOnlyList<long> current, DriftLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(current);
        if (reference.Count != current.Count)
            throw new ArgumentException($"{current.Count} bins cannot be compared with {reference.Count}.", nameof(current));

        limits ??= DriftLimits.Default;
        var (before, now) = (reference.Sum(), current.Sum());
        var measurement = TooFew(DefinitionsOf(DriftProfile.Own), limits, before, now)
            ?? (metric is DriftMetric.KolmogorovSmirnov or DriftMetric.Wasserstein
                ? DriftMeasurement.NotSaid($"{MonitorMetric.NameOf(metric)} needs values, not bins.")
                : OwnDefinitions.Distance(metric, new AlignedCounts([.. reference], [.. current], before, now), 0));
        return ResultOf(metric, DriftProfile.Own, measurement, limits, before, now);
    }

    private static IDriftDefinitions DefinitionsOf(DriftProfile profile) => profile switch
    {
        DriftProfile.Own => new OwnDefinitions(),
        DriftProfile.Evidently => new EvidentlyDefinitions(),
        DriftProfile.NannyMl => new NannyMlDefinitions(),
        _ => throw new ArgumentOutOfRangeException(nameof(profile), profile, "There is no such profile."),
    };

    private static DriftMeasurement? TooFew(IDriftDefinitions definitions, DriftLimits limits, long reference, long current)
    {
        var needed = Math.Max(1, limits.SmallestCount ?? definitions.SmallestCount);
        return Math.Min(reference, current) >= needed
            ? null
            : DriftMeasurement.NotSaid($"{reference} values of the reference and {current} current ones; each side needs {needed}.");
    }

    private static DriftResult ResultOf(DriftMetric metric, DriftProfile profile, in DriftMeasurement measurement, DriftLimits limits, long reference, long current)
    {
        var verdict = DefinitionsOf(profile).Judge(metric, measurement, limits);
        return new DriftResult
        {
            Metric = metric,
            Profile = profile,
            Value = measurement.Value,
            ErrorBound = measurement.ErrorBound,
            PValue = measurement.PValue,
            Threshold = verdict.Threshold,
            IsByPValue = verdict.IsByPValue,
            IsDrift = measurement.CannotBeSaid ? null : verdict.IsDrift,
            ReferenceCount = reference,
            CurrentCount = current,
            Reason = measurement.Reason,
        };
    }
}
