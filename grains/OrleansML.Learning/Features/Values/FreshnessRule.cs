namespace OrleansML.Learning.Features;

/// <summary>
/// How long a field's value may be given out. Age counts from the event time, as in the as-of join that builds training sets, so that serving and
/// training agree on what is known; a value from ahead of the clock has age zero.
/// </summary>
/// <param name="TimeToLive">Largest age of a fresh value; null: for ever.</param>
/// <param name="MaximumStale">How much older a stale one may be.</param>
/// <param name="Default">What stands in for an expired or missing value; missing when nothing does.</param>
public sealed record FreshnessRule(TimeSpan? TimeToLive, TimeSpan MaximumStale, FeatureValue Default)
{
    /// <summary>The rule of a field in its view.</summary>
    public static FreshnessRule Of(FeatureView view, FeatureField field)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(field);
        var substitute = view.Fallback.Otherwise == FallbackAction.Default ? field.Default : FeatureValue.Missing;
        return new FreshnessRule(field.TimeToLive, view.Fallback.MaximumStale, substitute);
    }

    /// <summary>Status of a value by its age alone: fresh, stale or expired.</summary>
    public FeatureStatus StatusAt(FeatureTime eventTime, FeatureTime now)
    {
        var age = now - eventTime;
        if (TimeToLive is not { } life || age <= life)
            return FeatureStatus.Fresh;
        return age - life <= MaximumStale ? FeatureStatus.Stale : FeatureStatus.Expired;
    }

    /// <summary>What a reader gets of a known value.</summary>
    public FeatureReading Read(in TimedFeatureValue known, FeatureTime now)
    {
        var status = known.Value.IsMissing ? FeatureStatus.Missing : StatusAt(known.EventTime, now);
        var value = known.Value;
        if (status is FeatureStatus.Expired or FeatureStatus.Missing)
            (value, status) = Substitute(status);
        return new FeatureReading(value, status, known.EventTime, known.IngestTime, known.Source);
    }

    /// <summary>What a reader gets where no value is known.</summary>
    public FeatureReading ReadNothing()
    {
        var (value, status) = Substitute(FeatureStatus.Missing);
        return new FeatureReading(value, status, null, null, -1);
    }

    private (FeatureValue Value, FeatureStatus Status) Substitute(FeatureStatus status) =>
        Default.IsMissing ? (FeatureValue.Missing, status) : (Default, FeatureStatus.Default);
}
