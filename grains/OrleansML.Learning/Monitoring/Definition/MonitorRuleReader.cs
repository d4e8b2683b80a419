using OrleansML.Learning.Definitions;
using OrleansML.Learning.Evaluation;
using Keys = OrleansML.Learning.Monitoring.MonitorKeys;

namespace OrleansML.Learning.Monitoring;

/// <summary>Reads the rules of a monitor definition.</summary>
internal sealed class MonitorRuleReader(
    DefinitionSection root, DriftProfile profile, BaselineKind baseline, MonitorLabel? label, IReadOnlyList<IReadOnlyList<string>> segments)
{
    private const int MostRules = 100;
    private const int MostWindows = 24;
    private const int MostRows = 1_000_000_000;

    public IReadOnlyList<MonitorRule> Read()
    {
        if (!root.Has(Keys.Rules))
        {
            if (profile != DriftProfile.Own && baseline == BaselineKind.Training)
                root.Violate(Keys.Profile, "cannot be had with baseline 'training', which does not hold the values that this profile needs; use another baseline, such as previous.");
            return MonitorDefaults.Rules(profile, label);
        }

        var sections = root.NamedSections(Keys.Rules);
        if (sections.Count > MostRules)
            root.Violate(Keys.Rules, $"has {sections.Count} rules; {MostRules} are allowed.");
        if (sections.Count == 0 && root.Section(Keys.Rules) is { } all && !all.Keys.Any())
            root.Violate(Keys.Rules, "has no rule; leave it out for the default ones.");
        return [.. sections.Select(rule => ReadOne(rule.Name, rule.Section))];
    }

    // A rule whose kind or metric is not known is read on, so that all that is wrong with it is told; others may name it, too.
    private MonitorRule ReadOne(string name, DefinitionSection section)
    {
        var kind = ReadKind(section);
        if (kind is { } known)
            section.AllowOnly(Keys.OfRule(known));
        var severity = section.Choice<AlarmSeverity>(Keys.Severity) ?? AlarmSeverity.Warning;
        var judged = kind is { } given && ReadMetric(section, given) is { } metric
            ? ReadLimits(name, section, given, metric, severity)
            : new MonitorRule { Name = name, Kind = kind ?? default, Metric = "" };
        return judged with
        {
            Columns = ReadColumns(section),
            ShareOfColumns = RuleLimitsReader.Bounded(section, Keys.ShareOfColumns, 0.001, 1),
            Quantile = RuleLimitsReader.Bounded(section, Keys.Quantile, 0.5, 0.9999) ?? 0.99,
            MinimumRows = kind == MonitorRuleKind.Rows ? 0 : section.Integer(Keys.MinimumRows, 1, MostRows) ?? DefaultRows(judged.Kind),
            For = section.Integer(Keys.For, 1, MostWindows) ?? 1,
            Until = section.Integer(Keys.Until, 1, MostWindows) ?? 2,
            Severity = severity,
            Segments = ReadSegments(section),
        };
    }

    private MonitorRule ReadLimits(string name, DefinitionSection section, MonitorRuleKind kind, MonitorMetric metric, AlarmSeverity severity)
    {
        CheckBaseline(section, kind, metric);
        var reader = new RuleLimitsReader(profile, kind, metric);
        var limits = reader.Read(section);
        var hasPValue = metric.HasPValue(profile);
        foreach (var key in new[] { Keys.Significance, Keys.Correction }.Where(key => metric.Drift is not null && !hasPValue && section.Has(key)))
            section.Violate(key, $"has no meaning here: by this profile no p-value takes part in '{metric.Name}'.");
        if (metric.Drift is not null && section.Has(Keys.MinimumEffect) && !metric.IsByPValue(profile))
            section.Violate(Keys.MinimumEffect, $"has a meaning where a p-value decides; '{metric.Name}' has '{Keys.At}'.");
        return new MonitorRule
        {
            Name = name,
            Kind = kind,
            Metric = metric.Name,
            Limits = limits,
            Escalation = reader.ReadEscalation(section, limits, severity),
            Significance = hasPValue ? RuleLimitsReader.Bounded(section, Keys.Significance, 0.000001, 0.5) ?? MonitorDefaults.SignificanceOf(profile) : null,
            MinimumEffect = metric.IsByPValue(profile) ? RuleLimitsReader.Bounded(section, Keys.MinimumEffect, 0, 1) ?? MonitorDefaults.EffectOf(profile) : 0,
            Correction = hasPValue ? section.Choice<AlarmCorrection>(Keys.Correction) ?? AlarmCorrection.Fdr : AlarmCorrection.None,
        };
    }

    private static long DefaultRows(MonitorRuleKind kind) => kind <= MonitorRuleKind.DataQuality ? MonitorDefaults.MinimumRows : MonitorDefaults.FewestRequests;

    private static MonitorRuleKind? ReadKind(DefinitionSection section)
    {
        if (section.Has(Keys.Kind))
            return section.Choice<MonitorRuleKind>(Keys.Kind);
        var text = section.Has(Keys.Metric) ? section.Text(Keys.Metric) : null;
        if (text is not null && MonitorMetric.Find(text) is { } metric)
            return metric.Kinds[0];
        if (!section.Has(Keys.Metric))
            section.Violate($"says neither '{Keys.Kind}' nor '{Keys.Metric}'; kinds are {string.Join(", ", EnumText.Names<MonitorRuleKind>())}.");
        else if (text is not null)
            section.Violate(Keys.Metric, $"is '{text}', which is no metric; allowed are {string.Join(", ", Enum.GetValues<MonitorRuleKind>().SelectMany(MonitorMetric.OfKind).Select(static known => known.Name).Distinct())}.");
        return null;
    }

    private MonitorMetric? ReadMetric(DefinitionSection section, MonitorRuleKind kind)
    {
        MonitorMetric[] ofKind = [.. MonitorMetric.OfKind(kind)];
        if (kind is MonitorRuleKind.Latency or MonitorRuleKind.ErrorShare or MonitorRuleKind.Rows)
            return ofKind[0];
        if (kind is MonitorRuleKind.Performance or MonitorRuleKind.EstimatedPerformance or MonitorRuleKind.LabelDrift && label is null)
        {
            if (!root.Has(Keys.Label))
                section.Violate($"is of kind '{EnumText.Of(kind)}', which needs '{Keys.Label}'; say what labels are.");
            return null;
        }

        if (kind == MonitorRuleKind.EstimatedPerformance && label!.Task != EvaluationTask.BinaryClassification)
        {
            section.Violate($"is of kind '{EnumText.Of(kind)}', which needs task 'binary_classification'; this is '{EnumText.Of(label.Task)}'.");
            return null;
        }

        MonitorMetric[] allowed = [.. ofKind.Where(metric => metric.IsIn(profile) && (metric.Tasks.Count == 0 || metric.Tasks.Contains(label!.Task)))];
        var names = string.Join(", ", allowed.Select(static metric => metric.Name));
        if (!section.Has(Keys.Metric))
        {
            if (kind <= MonitorRuleKind.LabelDrift)
                return MonitorMetric.Find(MonitorDefaults.DriftOf(profile));

            section.Violate(Keys.Metric, $"is missing; allowed are {names}.");
            return null;
        }

        var text = section.Text(Keys.Metric);
        if (Array.Find(allowed, metric => metric.Name == text) is { } found)
            return found;
        if (text is not null)
            section.Violate(Keys.Metric, $"is '{text}'; with this kind{(kind <= MonitorRuleKind.LabelDrift ? " and profile" : label is null ? "" : " and task")} allowed are {names}.");
        return null;
    }

    // What the training profile holds: bins and categories of inputs and predictions, and how good the model was.
    private void CheckBaseline(DefinitionSection section, MonitorRuleKind kind, MonitorMetric metric)
    {
        if (baseline != BaselineKind.Training)
            return;

        var lacking = kind switch
        {
            MonitorRuleKind.LabelDrift => "labels",
            MonitorRuleKind.Drift or MonitorRuleKind.PredictionDrift when profile != DriftProfile.Own => "the values that this profile needs",
            MonitorRuleKind.Drift or MonitorRuleKind.PredictionDrift when metric.Drift is DriftMetric.KolmogorovSmirnov or DriftMetric.Wasserstein => $"the values that '{metric.Name}' needs",
            MonitorRuleKind.Latency or MonitorRuleKind.ErrorShare or MonitorRuleKind.Rows when section.Has(Keys.Relative) => "requests",
            _ => null,
        };
        if (lacking is not null)
            section.Violate($"cannot be said with baseline 'training', which does not hold {lacking}; use another baseline, such as previous.");
    }

    private static IReadOnlyList<string>? ReadColumns(DefinitionSection section)
    {
        var columns = section.Texts(Keys.Columns);
        foreach (var twice in (columns ?? []).GroupBy(static column => column).Where(static same => same.Count() > 1))
            section.Violate(Keys.Columns, $"has '{twice.Key}' more than once.");
        return columns;
    }

    private IReadOnlyList<string>? ReadSegments(DefinitionSection section)
    {
        if (section.IsText(Keys.Segments))
        {
            section.Violate(Keys.Segments, $"must be a list, such as [{MonitorSegments.Whole}] for the whole only; left out, the rule holds for the whole and every segment.");
            return null;
        }

        var names = section.Texts(Keys.Segments);
        foreach (var name in names ?? [])
        {
            if (!MonitorSegments.IsDeclared(segments, name))
                section.Violate(Keys.Segments, $"has '{name}'; allowed are {MonitorSegments.Allowed(segments)}.");
        }

        return names;
    }
}
