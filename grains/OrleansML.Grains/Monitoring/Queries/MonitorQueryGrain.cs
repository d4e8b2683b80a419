using Orleans.Concurrency;
using OrleansML.Learning.Monitoring;
using OrleansML.Learning.Profile;
using OrleansML.Monitoring;
using OrleansML.Registry;

namespace OrleansML.Grains.Monitoring;

/// <summary>Reads windows and compares them; whatever computes does so off the turn.</summary>
[StatelessWorker]
internal sealed class MonitorQueryGrain(MergedReader reader, SegmentSearch search, TrainingProfiles profiles) : Grain, IMonitorQueryGrain
{
    private const int MostIncidents = 1_000;

    public async Task<MonitorReport> GetReport(MonitorQuery query)
    {
        var (plan, champion) = await PlanAsync(query);
        var range = plan.RangeOf(plan.Version, plan.Segment, plan.From, plan.Until);
        plan.RequireFew(range.Windows.Length + BaselineWindows(plan, champion, plan.Segment), segments: 1);
        var incidents = await Monitor.GetIncidents(null, MostIncidents);
        var baseline = await BaselineAsync(plan, champion, plan.Segment);
        var (profile, _) = await ProfileOfAsync(plan);
        var estimates = WindowEstimates.Of(plan.Definition.Label, profile, plan.Version);
        var (data, timeline) = await reader.ReadAsync(range, new PointMaker(baseline));
        var note = plan.Segment != MonitorSegments.Whole && data.Window.IsEmpty && data.Performance is null ? await search.FindAsync(plan, profile) : null;
        var report = await Task.Run(() => MonitorReports.ReportOf(plan, data, timeline, baseline, incidents, estimates));
        return note is null ? report : report with { Notes = [.. report.Notes, note] };
    }

    public async Task<MonitorSegmentList> GetSegments(MonitorQuery query)
    {
        var (plan, champion) = await PlanAsync(query with { Segment = null });
        var range = plan.RangeOf(plan.Version, MonitorSegments.Whole, plan.From, plan.Until);
        plan.RequireFew(range.Windows.Length, segments: 1);
        var (whole, _) = await reader.ReadAsync(range);
        string[] names = [.. whole.Segments.Where(static name => name != MonitorSegments.Whole)];
        plan.RequireFew(range.Windows.Length + BaselineWindows(plan, champion, MonitorSegments.Whole), names.Length);
        var incidents = await Monitor.GetIncidents(true, MostIncidents);
        var rows = whole.Window.Rows;
        var segments = new List<MonitorSegmentReport>();
        foreach (var name in names)
        {
            var (data, _) = await reader.ReadAsync(plan.RangeOf(plan.Version, name, plan.From, plan.Until));
            var baseline = await BaselineAsync(plan, champion, name);
            segments.Add(await Task.Run(() => MonitorReports.SegmentOf(name, data, baseline, rows, incidents)));
        }

        return new MonitorSegmentList
        {
            Model = plan.Model,
            Version = plan.Version,
            From = plan.From,
            Until = plan.Until,
            Baseline = QueryPlan.TextOf(plan.Baseline),
            Rows = rows,
            Segments = MonitorReports.Sort(segments),
        };
    }

    private IModelMonitorGrain Monitor => GrainFactory.GetGrain<IModelMonitorGrain>(this.GetPrimaryKeyString());

    private static int BaselineWindows(QueryPlan plan, int? champion, string segment) => BaselineRange(plan, champion, segment)?.Windows.Length ?? 0;

    private static MergedRange? BaselineRange(QueryPlan plan, int? champion, string segment) =>
        plan.BaselineSpan is var (from, until) && (plan.Baseline.Kind != BaselineKind.Champion || champion is not null)
            ? plan.RangeOf(plan.Baseline.Kind == BaselineKind.Champion ? champion!.Value : plan.Version, segment, from, until)
            : null;

    private async Task<(QueryPlan Plan, int? Champion)> PlanAsync(MonitorQuery query)
    {
        var model = this.GetPrimaryKeyString();
        var index = await Monitor.GetIndex();
        var snapshot = await GrainFactory.GetGrain<IModelRegistryGrain>(model).GetSnapshot();
        int? champion = snapshot.Find(snapshot.Champion)?.Version;
        return (QueryPlan.Of(model, query, index, champion), champion);
    }

    private async Task<QueryBaseline> BaselineAsync(QueryPlan plan, int? champion, string segment)
    {
        var text = QueryPlan.TextOf(plan.Baseline);
        if (plan.Baseline.Kind == BaselineKind.Training)
        {
            var (known, reason) = await ProfileOfAsync(plan);
            if (known is not { } profile)
                return new QueryBaseline(text, Reason: reason ?? "The package of the version does not tell what it was trained on: compare with 'previous' or with a time.");
            return (segment == MonitorSegments.Whole ? profile : profile.FindSegment(segment)) is { } trained
                ? new QueryBaseline(text, trained, Key: $"training\n{plan.Model}\n{plan.Version}\n{segment}")
                : new QueryBaseline(text, Reason: "The package of the version does not tell how this segment was in training: compare with 'previous' or with a time.");
        }

        if (plan.Baseline.Kind == BaselineKind.Champion && champion == plan.Version)
            return new QueryBaseline(text, Reason: "The version is the champion itself: compare with 'previous' or with a time.");

        if (BaselineRange(plan, champion, segment) is not { Windows.Length: > 0 } range)
            return new QueryBaseline(text, Reason: "There are no windows in the time of the baseline.");
        var (data, _) = await reader.ReadAsync(range);
        return new QueryBaseline(text, Window: data.Window, Key: $"{range.KeyOf(range.Windows):x32}");
    }

    /// <summary>What the version was trained on, or why that cannot be read: windows are there without it.</summary>
    private async Task<(ReferenceProfile? Profile, string? Reason)> ProfileOfAsync(QueryPlan plan)
    {
        try
        {
            return (plan.Version == 0 ? null : await profiles.OfAsync(plan.Model, plan.Version), null);
        }
        catch (OrleansMLException exception)
        {
            return (null, FormattableString.Invariant($"The package of version {plan.Version} cannot be read now, and there is nothing to compare with: {exception.Message}"));
        }
    }
}
