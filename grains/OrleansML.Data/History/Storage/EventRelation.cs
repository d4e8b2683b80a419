using System.Globalization;

namespace OrleansML.Data.History.Storage;

/// <summary>
/// The recorded events of a view as a relation: <c>k0 ...</c>, <c>arrival</c>, <c>seq</c>, <c>event_us</c>, <c>created_us</c>, <c>ingest_us</c>,
/// <c>source</c> (its place in the view), <c>id</c>, <c>missing</c>, and per field <c>fSLOT</c>. Files of different definitions are read together; a field
/// that a file does not have was not told by its events.
/// </summary>
internal sealed class EventRelation
{
    private readonly HistorySchema _schema;
    private readonly string _files;
    private readonly Dictionary<string, string> _columns;

    public EventRelation(Session session, HistoryOptions history, HistorySchema schema, CancellationToken cancellationToken)
    {
        _schema = schema;
        var files = HistoryFiles.Of(history, schema.View.Name, HistoryKind.Events);
        FileCount = files.Count;
        _files = files.Count > 0
            ? $"read_parquet({Sql.Texts(files)}, union_by_name = true, hive_partitioning = false)"
            : $"(SELECT {schema.Columns(HistoryKind.Events).Select(column => $"NULL::{column.Type} AS {Sql.Name(column.Name)}").Join()} WHERE false)";
        _columns = session.Describe(_files, cancellationToken);
        string[] absent = [.. schema.View.Entity.Select(key => key.Name).Where(key => !_columns.ContainsKey(key))];
        if (absent.Length > 0)
            throw new HistoryException($"The history of view '{schema.View.Name}' has no entity key {string.Join(", ", absent)}: it was recorded for other keys. Give the view another name.");
    }

    public int FileCount { get; }

    /// <summary>Columns that tell an event's keys.</summary>
    public static string Keys(int count, string prefix = "") => Enumerable.Range(0, count).Select(index => string.Create(CultureInfo.InvariantCulture, $"{prefix}k{index}")).Join();

    public static string Field(int slot) => string.Create(CultureInfo.InvariantCulture, $"f{slot}");

    /// <summary>The events with the values of some fields.</summary>
    public string Select(IEnumerable<int> slots, KnownBy knownBy)
    {
        var view = _schema.View;
        var columns = view.Entity.Index().Select(key => $"TRY_CAST({Sql.Name(key.Item.Name)} AS {Sql.TypeOf(key.Item.Type)}) AS k{key.Index}")
            .Concat(
            [
                $"{Arrival(knownBy)} AS arrival",
                $"{HistorySchema.Sequence} AS seq",
                $"epoch_us({HistorySchema.EventTime}) AS event_us",
                $"epoch_us({HistorySchema.CreatedTime}) AS created_us",
                $"epoch_us({HistorySchema.IngestTime}) AS ingest_us",
                $"coalesce(list_position({Sql.Texts(view.Sources.Select(source => source.Name))}, {HistorySchema.Source}) - 1, {view.Sources.Count})::INTEGER AS source",
                $"{HistorySchema.Id} AS id",
                $"{HistorySchema.Missing} AS missing",
            ])
            .Concat(slots.Select(slot => $"{ColumnOf(slot)} AS {Field(slot)}"));
        return $"SELECT {columns.Join()} FROM {_files}";
    }

    /// <summary>Whether an event of <see cref="Select"/> tells a field.</summary>
    public string Tells(int slot) => $"({Field(slot)} IS NOT NULL OR coalesce(list_contains(missing, {Sql.Text(_schema.Slots[slot].Name)}), false))";

    private static string Arrival(KnownBy knownBy) => knownBy switch
    {
        KnownBy.IngestTime => $"epoch_us({HistorySchema.IngestTime})",
        KnownBy.CreatedTime => $"greatest(epoch_us({HistorySchema.CreatedTime}), epoch_us({HistorySchema.EventTime}))",
        _ => $"epoch_us({HistorySchema.EventTime})",
    };

    private string ColumnOf(int slot)
    {
        var type = _schema.TypeOf(slot);
        var column = _schema.ColumnOf(slot);
        return _columns.ContainsKey(column) ? $"TRY_CAST({Sql.Name(column)} AS {type})" : $"NULL::{type}";
    }
}
