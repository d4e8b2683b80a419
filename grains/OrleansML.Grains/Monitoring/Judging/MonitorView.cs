using OrleansML.Learning.Definitions;
using OrleansML.Learning.Monitoring;
using OrleansML.Monitoring;

namespace OrleansML.Grains.Monitoring;

/// <summary>Shows what is known of a model's monitor.</summary>
internal static class MonitorView
{
    public static MonitorWatch WatchOf(MonitorRecord record, MonitorDefinition definition) => new()
    {
        Model = definition.Model,
        Revision = record.Revision,
        Window = definition.BaseWindow,
        Segments = [.. definition.Segments.Select(static columns => columns.ToArray())],
        MostSegmentValues = definition.MostSegmentValues,
    };

    public static MonitorIndex IndexOf(MonitorRecord record, MonitorDefinition definition, DateTimeOffset? watermark) => new()
    {
        Watch = WatchOf(record, definition),
        Definition = record.Definition,
        Windows = [.. record.Windows.All],
        Watermark = watermark,
        Judged = record.Alarms.Last,
        Lost = [.. record.Lost],
    };

    public static MonitorApplied AppliedOf(string model, int revision, string[] changes, string[] notes) =>
        new() { Model = model, Revision = revision, Changes = changes, Notes = notes };

    /// <summary>Incidents, newest first.</summary>
    public static IEnumerable<Incident> Incidents(MonitorRecord record, bool? isOpen) => record.Alarms.Open.Values.Where(_ => isOpen != false)
        .Concat(record.Alarms.Closed.Where(_ => isOpen != true))
        .OrderByDescending(static incident => incident.OpenedAt)
        .ThenBy(static incident => incident.Id, StringComparer.Ordinal);

    public static MonitorIncident Of(MonitorRecord record, MonitorDefinition definition, Incident incident, DateTimeOffset now)
    {
        var note = record.Notes.GetValueOrDefault(incident.Id);
        return new MonitorIncident
        {
            Id = incident.Id,
            Model = definition.Model,
            Version = note?.Version ?? 0,
            Rule = incident.Rule,
            Kind = EnumText.Of(note?.Kind ?? MonitorRuleKind.Drift),
            Segment = incident.Segment,
            Window = incident.Window,
            Severity = EnumText.Of(incident.Severity),
            Text = note?.Text ?? "",
            OpenedAt = incident.OpenedAt,
            ClosedAt = incident.ClosedAt,
            ClosedBecause = incident.ClosedBecause,
            IsSilenced = incident.ClosedAt is null && record.Alarms.Silences.Any(silence => silence.Until > now && silence.Covers(incident, definition.Segments)),
            Evidence = Of(incident.Evidence),
            Actions = [.. note?.Deeds.Select(Of) ?? []],
        };
    }

    public static MonitorSilence[] SilencesOf(MonitorRecord record, DateTimeOffset now) =>
    [
        .. record.Alarms.Silences.Where(silence => silence.Until > now).Select(static silence => new MonitorSilence
        {
            Rule = silence.Rule, Segment = silence.Segment, Until = silence.Until, Reason = silence.Reason,
        }),
    ];

    private static MonitorAction Of(MonitorDeed deed) => new()
    {
        Kind = deed.Kind,
        Target = deed.Target,
        Reason = EnumText.Of(deed.Notice.Event),
        At = deed.Notice.At,
        State = deed.IsPending ? "pending" : deed.IsDone ? "done" : "failed",
        EndedAt = deed.EndedAt,
        Attempts = deed.Attempts,
        Outcome = deed.Outcome,
    };

    private static MonitorEvidence Of(AlarmEvidence evidence) => new()
    {
        Metric = evidence.Metric,
        Value = evidence.Value,
        Limit = evidence.Limit,
        PValue = evidence.PValue,
        Baseline = evidence.Baseline,
        Rows = evidence.Rows,
        From = evidence.From,
        Until = evidence.Until,
        Columns = [.. evidence.Columns.Select(Of)],
        Segments = [.. evidence.Segments.Select(Of)],
    };

    private static MonitorShare Of(ChangeShare share) => new() { Name = share.Name, Value = share.Value, Rows = share.Rows, Share = share.Share };
}
