using OrleansML.Learning.Definitions;
using Keys = OrleansML.Learning.Monitoring.MonitorKeys;

namespace OrleansML.Learning.Monitoring;

/// <summary>Reads from where on a rule is broken.</summary>
internal sealed class RuleLimitsReader(DriftProfile profile, MonitorRuleKind kind, MonitorMetric metric)
{
    private static readonly TimeSpan ShortestLatency = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestLatency = TimeSpan.FromHours(1);

    private readonly string _at = kind == MonitorRuleKind.Rows ? Keys.AtLeast : Keys.At;

    // A p-value decides, or a yes.
    private bool HasNone => metric.IsByPValue(profile) || metric.Name == MonitorMetric.Constant;

    public static double? Bounded(DefinitionSection section, string key, double minimum, double maximum)
    {
        if (section.Number(key) is not { } value)
            return null;
        if (value >= minimum && value <= maximum)
            return value;

        section.Violate(key, FormattableString.Invariant($"is {value}; {(decimal)minimum} to {(decimal)maximum} is allowed."));
        return null;
    }

    public RuleLimits Read(DefinitionSection section)
    {
        if (HasNone)
        {
            foreach (var key in Keys.OfLimits(kind).Where(section.Has))
                section.Violate(key, metric.Drift is null ? $"has no meaning with '{metric.Name}', which is so or not." : $"has no meaning with '{metric.Name}', whose p-value decides; use {Keys.Significance} and {Keys.MinimumEffect}.");
            return new RuleLimits();
        }

        var limits = ReadValues(section);
        if (!limits.IsEmpty || Keys.OfLimits(kind).Any(section.Has))
            return limits;
        if (kind == MonitorRuleKind.Rows)
            return new RuleLimits(At: 1);
        if (metric.Drift is not null && MonitorDefaults.DistanceOf(profile) is { } distance)
            return new RuleLimits(At: distance);

        section.Violate($"does not say from where on it is bad; give it {string.Join(" or ", Keys.OfLimits(kind).Intersect(Keys.OfRule(kind)))}.");
        return limits;
    }

    public RuleLimits? ReadEscalation(DefinitionSection section, RuleLimits limits, AlarmSeverity severity)
    {
        if (section.Section(Keys.Critical) is not { } critical)
            return null;

        critical.AllowOnly(Keys.OfLimits(kind).Intersect(Keys.OfRule(kind)).ToArray());
        if (HasNone)
            section.Violate(Keys.Critical, $"has no meaning with '{metric.Name}', which has no limit.");
        if (severity == AlarmSeverity.Critical)
            section.Violate(Keys.Critical, "has no meaning with severity 'critical'.");
        if (HasNone)
            return null;

        var read = ReadValues(critical);
        if (read.IsEmpty)
            critical.Violate("does not say from where on it is critical.");
        Compare(critical, _at, limits.At, read.At);
        Compare(critical, Keys.Relative, limits.Relative, read.Relative);
        if (limits.Sigma >= read.Sigma)
            critical.Violate(Keys.Sigma, FormattableString.Invariant($"is {read.Sigma}, not more than that of the rule, {limits.Sigma}."));
        return read;
    }

    private void Compare(DefinitionSection critical, string key, double? limit, double? worse)
    {
        var isBelow = metric.Worse == WorseSide.Below;
        if (isBelow ? worse >= limit : worse <= limit)
            critical.Violate(key, FormattableString.Invariant($"is {worse}, not {(isBelow ? "less" : "more")} than that of the rule, {limit}."));
    }

    private RuleLimits ReadValues(DefinitionSection section)
    {
        if (metric.IsSigned && section.Has(Keys.Relative))
            section.Violate(Keys.Relative, $"has no meaning with '{metric.Name}', which may be 0 or negative where all is well; use {Keys.At} or {Keys.Sigma}.");
        return new RuleLimits(
            ReadAt(section),
            metric.Worse == WorseSide.Below ? Bounded(section, Keys.Relative, 0.001, 0.999) : Bounded(section, Keys.Relative, 1.001, 1000),
            Bounded(section, Keys.Sigma, 0.5, 20));
    }

    private double? ReadAt(DefinitionSection section) => kind switch
    {
        MonitorRuleKind.Latency => section.Duration(_at, ShortestLatency, LongestLatency)?.TotalSeconds,
        MonitorRuleKind.Rows => section.Integer(_at, 1, 1_000_000_000),
        MonitorRuleKind.DataQuality or MonitorRuleKind.ErrorShare => Bounded(section, _at, 0.000001, 1),
        MonitorRuleKind.Drift or MonitorRuleKind.PredictionDrift or MonitorRuleKind.LabelDrift => Bounded(section, _at, 0, 1000),
        _ => Bounded(section, _at, metric.Least, metric.Most),
    };
}
