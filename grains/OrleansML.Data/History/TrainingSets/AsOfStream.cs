using System.Globalization;
using OrleansML.Data.History.Replay;
using OrleansML.Data.History.Storage;
using OrleansML.Learning.Features;

namespace OrleansML.Data.History.TrainingSets;

/// <summary>
/// The values of fields that events of a view tell together, each from the moment that it became the known one: an event that is older than the
/// newest that had arrived before is left out, as <see cref="FeatureRow"/> leaves it out.
/// </summary>
internal sealed class AsOfStream
{
    private readonly FeaturePlan _plan;
    private readonly int[] _slots;

    private AsOfStream(FeaturePlan plan, int[] slots, string table)
    {
        _plan = plan;
        _slots = slots;
        Table = table;
    }

    /// <summary>A table with keys, <c>time</c>, and the struct <c>s</c> of event time <c>e</c> and values.</summary>
    public string Table { get; }

    public IReadOnlyList<int> Slots => _slots;

    /// <summary>Streams for the fields of a plan; null where only a replay gives the exact values.</summary>
    public static List<AsOfStream>? Create(
        Session session, FeaturePlan plan, EventRelation events, KnownBy knownBy, long latest, Func<string> nameTable, CancellationToken cancellationToken)
    {
        var streams = new List<AsOfStream>();
        foreach (var source in plan.Fields.GroupBy(slot => plan.View.Fields[slot].Source))
        {
            int[] slots = [.. source];
            foreach (var group in AreToldTogether(session, events, knownBy, slots, cancellationToken) ? [slots] : slots.Select(slot => new[] { slot }))
            {
                var stream = new AsOfStream(plan, group, nameTable());
                if (!stream.Fill(session, events, knownBy, latest, cancellationToken))
                    return null;
                streams.Add(stream);
            }
        }

        return streams;
    }

    /// <summary>The value and, where asked for, the status of a field, from the time of the row and the struct that was known then.</summary>
    public IEnumerable<(string Value, string Status)> Readings(string time, string known)
    {
        foreach (var slot in _slots)
        {
            var rule = FreshnessRule.Of(_plan.View, _plan.View.Fields[slot]);
            var substitute = _plan.Schema.Protect(slot, rule.Default);
            var value = $"{known}.{EventRelation.Field(slot)}";
            var age = $"{time} - {known}.e";
            string Otherwise(FeatureStatus status) => Sql.Text(HistoryStatus.NameOf(substitute.IsMissing ? status : FeatureStatus.Default));

            var (fresh, usable) = rule.TimeToLive is { } life
                ? ($"{age} <= {Microseconds(life)}", $"{age} <= {Microseconds(life + rule.MaximumStale)}")
                : ("true", "true");
            yield return (
                $"CASE WHEN {value} IS NOT NULL AND {usable} THEN {value} ELSE {Sql.Literal(substitute)} END",
                $"CASE WHEN {value} IS NULL THEN {Otherwise(FeatureStatus.Missing)} WHEN {fresh} THEN 'fresh' WHEN {usable} THEN 'stale' ELSE {Otherwise(FeatureStatus.Expired)} END");
        }
    }

    private static string Microseconds(TimeSpan duration) => (duration.Ticks / TimeSpan.TicksPerMicrosecond).ToString(CultureInfo.InvariantCulture);

    private static bool AreToldTogether(Session session, EventRelation events, KnownBy knownBy, int[] slots, CancellationToken cancellationToken)
    {
        if (slots.Length == 1)
            return true;

        var any = slots.Select(events.Tells).Join(" OR ");
        var all = slots.Select(events.Tells).Join(" AND ");
        return session.Numbers($"SELECT count(*) FROM ({events.Select(slots, knownBy)}) WHERE ({any}) AND NOT ({all})", cancellationToken)[0] == 0;
    }

    private bool Fill(Session session, EventRelation events, KnownBy knownBy, long latest, CancellationToken cancellationToken)
    {
        var keys = EventRelation.Keys(_plan.View.Entity.Count);
        var ahead = Microseconds(FeatureClock.MaximumAhead);
        session.Execute(
            $"""
            CREATE TABLE {Table} AS
            SELECT {keys}, arrival AS time, struct_pack({_slots.Select(slot => $"{EventRelation.Field(slot)} := {EventRelation.Field(slot)}").Prepend("e := event_us").Join()}) AS s
            FROM (
                SELECT *, max(event_us) OVER (PARTITION BY {keys} ORDER BY arrival RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS newest
                FROM ({events.Select(_slots, knownBy)})
                WHERE {events.Tells(_slots[0])} AND arrival <= {latest.ToString(CultureInfo.InvariantCulture)} AND event_us <= arrival + {ahead})
            WHERE event_us = newest
            """,
            cancellationToken);

        // Of two values of one moment it depends on more than their times which one counts.
        var differs = _slots.Select(slot => $"s.{EventRelation.Field(slot)}")
            .Select(value => $"min({value}) IS DISTINCT FROM max({value}) OR count({value}) NOT IN (0, count(*))")
            .Join(" OR ");
        return session.Numbers(
            $"SELECT count(*) FROM (SELECT 1 FROM {Table} GROUP BY {keys}, s.e HAVING count(*) > 1 AND ({differs}))", cancellationToken)[0] == 0;
    }
}
