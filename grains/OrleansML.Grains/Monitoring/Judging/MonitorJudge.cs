using OrleansML.Learning.Monitoring;
using OrleansML.Monitoring;
using OrleansML.Registry;

namespace OrleansML.Grains.Monitoring;

/// <summary>Reads and measures windows of models. Safe for concurrent use; runs off the turns of grains.</summary>
internal sealed class MonitorJudge(IGrainFactory grains, MonitorReader reader, TrainingProfiles profiles, TrainingMetrics metrics, SpanBaselines spans)
{
    private const int SegmentsAtATime = 16;

    /// <summary>Measures a window of the version that is watched.</summary>
    /// <param name="windows">Which windows there are.</param>
    /// <param name="definition">The definition in use.</param>
    /// <param name="start">Start of the window.</param>
    /// <exception cref="OrleansMLException">Something cannot be read now, or with <see cref="ErrorCode.InvalidRequest"/> ever.</exception>
    public async Task<MeasuredWindow> MeasureAsync(MonitorIndex windows, MonitorDefinition definition, DateTimeOffset start)
    {
        var end = start + definition.Window;
        var (version, champion) = await VersionsAsync(windows, definition, start, end);
        var (from, until) = definition.Baseline.SpanOf(start, definition.Window) ?? (start, end);
        var estimator = definition.Rules.Any(static rule => rule.Kind == MonitorRuleKind.EstimatedPerformance) ? WindowEstimates.Of(definition.Label, await profiles.OfAsync(definition.Model, version), version) : null;
        var work = new Work(definition, new WindowMeasurements(definition, estimator), version, champion, (start, end), (from, until), Between(windows, (start, end), (from, until)));

        var whole = await reader.ReadAsync(work.Index, version, MonitorSegments.Whole, start, end);
        var measured = new List<RuleMeasurement>(work.Measurements.Of(MonitorSegments.Whole, whole, await BaselineAsync(work, MonitorSegments.Whole)));
        foreach (var segments in whole.Segments.Where(segment => MonitorSegments.ColumnsOf(definition.Segments, segment) is not null && work.Measurements.LooksAt(segment)).Chunk(SegmentsAtATime))
        {
            foreach (var some in await Task.WhenAll(segments.Select(segment => SegmentAsync(work, segment))))
                measured.AddRange(some);
        }

        return new MeasuredWindow(start, version, measured);
    }

    private async Task<IReadOnlyList<RuleMeasurement>> SegmentAsync(Work work, string segment)
    {
        var current = await reader.ReadAsync(work.Index, work.Version, segment, work.Span.From, work.Span.Until);
        return [.. work.Measurements.Of(segment, current, await BaselineAsync(work, segment))];
    }

    private async Task<SegmentBaseline> BaselineAsync(Work work, string segment)
    {
        var model = work.Definition.Model;
        return work.Definition.Baseline.Kind switch
        {
            BaselineKind.Training => SegmentBaseline.Of(
                await profiles.OfAsync(model, work.Version), await metrics.OfAsync(model, work.Version), work.Version, segment),
            BaselineKind.Champion when work.Champion == work.Version => new SegmentBaseline { Reason = "No other version answers beside the champion." },
            BaselineKind.Champion => SegmentBaseline.Of(await reader.ReadAsync(work.Index, work.Champion, segment, work.Span.From, work.Span.Until)),
            BaselineKind.Span => SegmentBaseline.Of(await spans.ReadAsync(work.Index, work.Version, segment, work.Baseline.From, work.Baseline.Until)),
            _ => SegmentBaseline.Of(await reader.ReadAsync(work.Index, work.Version, segment, work.Baseline.From, work.Baseline.Until)),
        };
    }

    /// <summary>The version whose window is judged, and the champion: it is the champion itself, or against it as the baseline the one that is tried.</summary>
    private async Task<(int Version, int Champion)> VersionsAsync(MonitorIndex windows, MonitorDefinition definition, DateTimeOffset start, DateTimeOffset end)
    {
        var registry = grains.GetGrain<IModelRegistryGrain>(definition.Model);

        // The champion of that time: one that came since has no rows there, and that is no silence.
        var then = await registry.VersionAt(AliasName.Champion, end.AddTicks(-1));
        var snapshot = await registry.GetSnapshot();
        var champion = then.Version ?? snapshot.Champion;
        if (definition.Baseline.Kind != BaselineKind.Champion)
            return (champion, champion);

        var present = windows.Windows.Where(window => window.Start >= start && window.Start < end).SelectMany(static window => window.Versions).ToHashSet();
        int?[] tried = [snapshot.Plan?.Canary?.Version, snapshot.Plan?.Shadow?.Version, .. snapshot.Plan?.Weights.Select(static weight => (int?)weight.Version) ?? []];
        return (tried.FirstOrDefault(version => version is { } one && one != champion && present.Contains(one)) ?? champion, champion);
    }

    // Thousands of segments need not look through weeks of windows each.
    private static MonitorIndex Between(MonitorIndex index, params (DateTimeOffset From, DateTimeOffset Until)[] spans) =>
        index with { Windows = [.. index.Windows.Where(window => spans.Any(span => window.Start >= span.From && window.Start < span.Until))] };

    private sealed record Work(
        MonitorDefinition Definition,
        WindowMeasurements Measurements,
        int Version,
        int Champion,
        (DateTimeOffset From, DateTimeOffset Until) Span,
        (DateTimeOffset From, DateTimeOffset Until) Baseline,
        MonitorIndex Index);
}
