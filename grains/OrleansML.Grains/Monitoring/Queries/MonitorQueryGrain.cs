using Orleans.Concurrency;
using OrleansML.Learning.Monitoring;
using OrleansML.Monitoring;
using OrleansML.Registry;

namespace OrleansML.Grains.Monitoring;

/// <summary>Reads windows and compares them; whatever computes does so off the turn.</summary>
[StatelessWorker]
internal sealed class MonitorQueryGrain(MonitorReader reader, TrainingProfiles profiles) : Grain, IMonitorQueryGrain
{
    private const int MostIncidents = 1_000;

    public async Task<MonitorReport> GetReport(MonitorQuery query)
    {
        var (plan, champion) = await PlanAsync(query);
        var keys = plan.KeysOf(plan.Version, plan.Segment, plan.From, plan.Until);
        plan.RequireFew(keys.Length + BaselineKeys(plan, champion, plan.Segment).Length, segments: 1);
        var incidents = await Monitor.GetIncidents(null, MostIncidents);
        var windows = await ReadAsync(keys);
        var baseline = await BaselineAsync(plan, champion, plan.Segment);
        var estimates = WindowEstimates.Of(plan.Definition.Label, plan.Version > 0 ? await profiles.OfAsync(plan.Model, plan.Version) : null, plan.Version);
        return await Task.Run(() => MonitorReports.ReportOf(plan, windows, baseline, incidents, estimates));
    }

    public async Task<MonitorSegmentList> GetSegments(MonitorQuery query)
    {
        var (plan, champion) = await PlanAsync(query with { Segment = null });
        var keys = plan.KeysOf(plan.Version, MonitorSegments.Whole, plan.From, plan.Until);
        plan.RequireFew(keys.Length, segments: 1);
        var whole = await ReadAsync(keys);
        string[] names = [.. whole.SelectMany(static window => window.Window.Segments).Where(static name => name != MonitorSegments.Whole).Distinct(StringComparer.Ordinal)];
        plan.RequireFew(keys.Length + BaselineKeys(plan, champion, MonitorSegments.Whole).Length, names.Length);
        var incidents = await Monitor.GetIncidents(true, MostIncidents);
        var rows = await Task.Run(() => SegmentData.Of([.. whole.Select(static window => window.Window)]).Window.Rows);
        var segments = new List<MonitorSegmentReport>();
        foreach (var name in names)
        {
            var windows = await ReadAsync(plan.KeysOf(plan.Version, name, plan.From, plan.Until));
            var baseline = await BaselineAsync(plan, champion, name);
            segments.Add(await Task.Run(() => MonitorReports.SegmentOf(name, windows, baseline, rows, incidents)));
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

    private static MonitorKey[] BaselineKeys(QueryPlan plan, int? champion, string segment) =>
        plan.BaselineSpan is var (from, until) && (plan.Baseline.Kind != BaselineKind.Champion || champion is not null)
            ? plan.KeysOf(plan.Baseline.Kind == BaselineKind.Champion ? champion!.Value : plan.Version, segment, from, until)
            : [];

    private async Task<(QueryPlan Plan, int? Champion)> PlanAsync(MonitorQuery query)
    {
        var model = this.GetPrimaryKeyString();
        var index = await Monitor.GetIndex();
        var snapshot = await GrainFactory.GetGrain<IModelRegistryGrain>(model).GetSnapshot();
        int? champion = snapshot.Find(snapshot.Champion)?.Version;
        return (QueryPlan.Of(model, query, index, champion), champion);
    }

    private async Task<QueryWindow[]> ReadAsync(MonitorKey[] keys)
    {
        var windows = await reader.GetAsync(keys);
        return [.. keys.Select((key, place) => new QueryWindow(key, windows[place]))];
    }

    private async Task<QueryBaseline> BaselineAsync(QueryPlan plan, int? champion, string segment)
    {
        var text = QueryPlan.TextOf(plan.Baseline);
        if (plan.Baseline.Kind == BaselineKind.Training)
        {
            if (plan.Version == 0 || await profiles.OfAsync(plan.Model, plan.Version) is not { } profile)
                return new QueryBaseline(text, Reason: "The package of the version does not tell what it was trained on: compare with 'previous' or with a time.");
            return (segment == MonitorSegments.Whole ? profile : profile.FindSegment(segment)) is { } trained
                ? new QueryBaseline(text, trained)
                : new QueryBaseline(text, Reason: "The package of the version does not tell how this segment was in training: compare with 'previous' or with a time.");
        }

        if (plan.Baseline.Kind == BaselineKind.Champion && champion == plan.Version)
            return new QueryBaseline(text, Reason: "The version is the champion itself: compare with 'previous' or with a time.");

        var keys = BaselineKeys(plan, champion, segment);
        if (keys.Length == 0)
            return new QueryBaseline(text, Reason: "There are no windows in the time of the baseline.");
        var windows = await reader.GetAsync(keys);
        return new QueryBaseline(text, Window: await Task.Run(() => SegmentData.Of(windows).Window));
    }
}
