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

    /// <summary>A table with keys, <c>time</c>, the event time <c>e</c>, and values.</summary>
    public string Table { get; }

    public IReadOnlyList<int> Slots => _slots;

    /// <summary>Streams for the fields of a plan.</summary>
    public static List<AsOfStream> Create(
        Session session, FeaturePlan plan, EventRelation events, KnownBy knownBy, long latest, Func<string> nameTable, CancellationToken cancellationToken)
    {
        var streams = new List<AsOfStream>();
        foreach (var source in plan.Fields.GroupBy(slot => plan.View.Fields[slot].Source))
        {
            int[] slots = [.. source];
            foreach (var group in AreToldTogether(session, events, knownBy, slots, cancellationToken) ? [slots] : slots.Select(slot => new[] { slot }))
            {
                var stream = new AsOfStream(plan, group, nameTable());
                stream.Fill(session, events, knownBy, latest, cancellationToken);
                streams.Add(stream);
            }
        }

        return streams;
    }

    /// <summary>
    /// Fills a table with the keys of the entities that have different values of one event time: which of them counts depends on more than their
    /// times, and only a replay tells.
    /// </summary>
    /// <returns>Whether there is one.</returns>
    public static bool FindTies(Session session, IEnumerable<AsOfStream> streams, string table, CancellationToken cancellationToken)
    {
        session.Execute($"CREATE TABLE {table} AS {streams.Select(stream => stream.SelectTies()).Join(" UNION ")}", cancellationToken);
        return session.Numbers($"SELECT count(*) FROM {table}", cancellationToken)[0] > 0;
    }

    /// <summary>The value and the status of each field at the time of a row that the stream is joined to.</summary>
    public IEnumerable<(string Value, string Status)> Readings(string time)
    {
        foreach (var slot in _slots)
        {
            var rule = FreshnessRule.Of(_plan.View, _plan.View.Fields[slot]);
            var substitute = _plan.Schema.Protect(slot, rule.Default);
            var value = $"{Table}.{EventRelation.Field(slot)}";
            var age = $"{time} - {Table}.e";
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

    private void Fill(Session session, EventRelation events, KnownBy knownBy, long latest, CancellationToken cancellationToken)
    {
        var keys = EventRelation.Keys(_plan.View.Entity.Count);
        var ahead = Microseconds(FeatureClock.MaximumAhead);
        session.Execute(
            $"""
            CREATE TABLE {Table} AS
            SELECT {keys}, arrival AS time, event_us AS e, {_slots.Select(EventRelation.Field).Join()}
            FROM (
                SELECT *, max(event_us) OVER (PARTITION BY {keys} ORDER BY arrival RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS newest
                FROM ({events.Select(_slots, knownBy)})
                WHERE {events.Tells(_slots[0])} AND arrival <= {latest.ToString(CultureInfo.InvariantCulture)} AND event_us <= arrival + {ahead})
            WHERE event_us = newest
            """,
            cancellationToken);
    }

    // Event times do not fall within an entity, so those that are equal follow each other.
    private string SelectTies()
    {
        var keys = EventRelation.Keys(_plan.View.Entity.Count);
        return
            $"""
            SELECT DISTINCT {keys}
            FROM (
                SELECT {keys}, e = lag(e) OVER earlier AND ({_slots.Select(Differs).Join(" OR ")}) AS tied
                FROM {Table}
                WINDOW earlier AS (PARTITION BY {keys} ORDER BY time))
            WHERE tied
            """;
    }

    private string Differs(int slot)
    {
        var value = EventRelation.Field(slot);
        var before = $"lag({value}) OVER earlier";
        var differs = $"{value} IS DISTINCT FROM {before}";
        // For SQL, 0 equals -0; to the bit it does not.
        return _plan.Schema.TypeOf(slot) is "FLOAT" or "DOUBLE" ? $"{differs} OR signbit({value}) <> signbit({before})" : differs;
    }
}
