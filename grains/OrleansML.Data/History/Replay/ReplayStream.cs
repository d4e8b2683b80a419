using DuckDB.NET.Data;
using OrleansML.Data.History.Storage;
using OrleansML.Learning.Features;

namespace OrleansML.Data.History.Replay;

/// <summary>
/// Goes through the events and reads of a view, entity by entity and in the order in which they arrived: DuckDB sorts both together, on disk where
/// they do not fit, so that one entity at a time is held.
/// </summary>
internal sealed class ReplayStream
{
    private readonly FeaturePlan _plan;
    private readonly ViewReplay _replay;
    private readonly int[] _fields;
    private readonly FeatureValue[] _values;
    private readonly bool[] _told;
    private readonly FeatureValue[] _keys;
    private readonly FeatureValue[] _request;
    private readonly string _sql;
    private bool _started;

    public ReplayStream(FeaturePlan plan, EventRelation events, KnownBy knownBy, ReplayReads reads)
    {
        _plan = plan;
        _replay = new ViewReplay(plan);
        _fields = [.. plan.Fields];
        _values = new FeatureValue[plan.View.Fields.Count];
        _told = new bool[_values.Length];
        _keys = new FeatureValue[plan.View.Entity.Count];
        _request = new FeatureValue[plan.View.Request.Count];
        _sql = Compose(events, knownBy, reads);
    }

    /// <summary>Column of the first extra expression.</summary>
    public int FirstExtra => FirstRequest + _request.Length;

    private int Time => _keys.Length;

    private int Row => Time + 1;

    private int FirstField => Row + 7;

    private int FirstRequest => FirstField + _fields.Length;

    /// <summary>Replays everything.</summary>
    /// <param name="session">Where to read.</param>
    /// <param name="eachRead">Gets each read: its number, what was computed, and the row that it stands in.</param>
    /// <param name="eachRow">Is told after each event and read.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public void Run(Session session, Action<long, ViewReplay, DuckDBDataReader> eachRead, Action eachRow, CancellationToken cancellationToken) =>
        session.Stream(
            _sql,
            reader =>
            {
                FollowEntity(reader);
                if (reader.IsDBNull(Row))
                {
                    Apply(reader);
                }
                else
                {
                    for (var index = 0; index < _request.Length; index++)
                        _request[index] = reader.Read(FirstRequest + index, _plan.View.Request[index].Type);
                    _replay.Read(TimeAt(reader, Time), _request);
                    eachRead(reader.GetInt64(Row), _replay, reader);
                }

                eachRow();
            },
            cancellationToken);

    private static FeatureTime TimeAt(DuckDBDataReader reader, int ordinal) => new(reader.GetInt64(ordinal));

    private void FollowEntity(DuckDBDataReader reader)
    {
        var isSame = _started;
        for (var index = 0; index < _keys.Length; index++)
        {
            var key = reader.Read(index, _plan.View.Entity[index].Type);
            isSame &= key == _keys[index];
            _keys[index] = key;
        }

        _started = true;
        if (!isSame)
            _replay.StartEntity();
    }

    private void Apply(DuckDBDataReader reader)
    {
        var missing = reader.IsDBNull(Row + 6) ? null : reader.GetFieldValue<List<string>>(Row + 6);
        for (var index = 0; index < _fields.Length; index++)
        {
            var slot = _fields[index];
            var type = _plan.Schema.IsHashed(slot) ? FeatureType.String : _plan.View.Fields[slot].Type;
            _values[slot] = reader.Read(FirstField + index, type);
            _told[slot] = !_values[slot].IsMissing || missing?.Contains(_plan.View.Fields[slot].Name) == true;
        }

        var replayed = new ReplayedEvent(
            TimeAt(reader, Time),
            TimeAt(reader, Row + 1),
            TimeAt(reader, Row + 2),
            TimeAt(reader, Row + 3),
            reader.GetInt32(Row + 4),
            reader.IsDBNull(Row + 5) ? null : reader.GetString(Row + 5));
        _replay.Apply(replayed, _values, _told);
    }

    private string Compose(EventRelation events, KnownBy knownBy, ReplayReads reads)
    {
        var keys = EventRelation.Keys(_keys.Length);
        var fields = _fields.Select(slot => (Name: EventRelation.Field(slot), Type: TypeOf(slot))).ToArray();
        var ofEvent = fields.Select(field => field.Type == "TIMESTAMP" ? $"epoch_us({field.Name})" : field.Name)
            .Concat(_plan.View.Request.Select(_ => "NULL"))
            .Concat(reads.Extra.Select(extra => $"NULL::{extra.Type}"));
        var ofRead = fields.Select(field => $"NULL::{(field.Type == "TIMESTAMP" ? "BIGINT" : field.Type)}")
            .Concat(reads.Request)
            .Concat(reads.Extra.Select(extra => extra.Expression));
        var numbered = Enumerable.Range(0, fields.Length + reads.Request.Count + reads.Extra.Count).Select(index => FormattableString.Invariant($"c{index}")).ToArray();
        string[] about = ["event_us", "created_us", "ingest_us", "source", "id", "missing"];

        return
            $"""
            WITH
                reads AS (SELECT {reads.Keys.Select((key, index) => FormattableString.Invariant($"{key} AS k{index}")).Join()}, {reads.Time} AS time, {reads.Sequence} AS seq, {reads.Row} AS row,
                    {new[] { "NULL::BIGINT AS event_us", "NULL::BIGINT AS created_us", "NULL::BIGINT AS ingest_us", "NULL::INTEGER AS source", "NULL::VARCHAR AS id", "NULL::VARCHAR[] AS missing" }.Concat(ofRead.Zip(numbered, (expression, name) => $"{expression} AS {name}")).Join()}
                    FROM {reads.Relation}),
                events AS (SELECT {keys}, arrival AS time, seq, NULL::BIGINT AS row, {about.Concat(ofEvent.Zip(numbered, (expression, name) => $"{expression} AS {name}")).Join()}
                    FROM ({events.Select(_fields, knownBy)}) SEMI JOIN reads USING ({keys}))
            SELECT {keys}, time, row, {about.Concat(numbered).Join()}
            FROM (SELECT * FROM reads UNION ALL SELECT * FROM events)
            ORDER BY {keys}, time, seq, source, id
            """;
    }

    private string TypeOf(int slot) => _plan.Schema.TypeOf(slot);
}
