using System.Globalization;
using OrleansML.Data.History.Replay;
using OrleansML.Data.History.Storage;
using OrleansML.Learning.Features;

namespace OrleansML.Data.History.Skew;

/// <summary>The recorded vectors of a view.</summary>
internal sealed class ServedRelation
{
    private readonly HistorySchema _schema;
    private readonly string _files;
    private readonly string _range;
    private readonly HashSet<string> _columns = [];

    public ServedRelation(Session session, HistoryOptions history, HistorySchema schema, SkewRequest request, CancellationToken cancellationToken)
    {
        _schema = schema;
        var files = HistoryFiles.Of(history, schema.View.Name, HistoryKind.Served);
        FileCount = files.Count;
        _files = $"read_parquet({Sql.Texts(files)}, union_by_name = true, hive_partitioning = false)";
        _range = Range(">=", request.From) + Range("<", request.Until);
        if (files.Count == 0)
            return;

        _columns = [.. session.Describe(_files, cancellationToken).Keys];
        OtherDefinition = session.Numbers(
            $"SELECT count(*) FROM {_files} WHERE {HistorySchema.Definition} <> {Sql.Text(schema.DefinitionHash)}{_range}", cancellationToken)[0];
    }

    public int FileCount { get; }

    public long OtherDefinition { get; }

    /// <summary>Whether a feature was ever served; with no file at all, whether it would be.</summary>
    public bool Has(int slot) => FileCount == 0 || (_columns.Contains(_schema.ColumnOf(slot)) && _columns.Contains(_schema.StatusColumnOf(slot)));

    /// <summary>The vectors as reads, each with the value and the status of every compared feature; a read's number is its time.</summary>
    public ReplayReads Reads(IReadOnlyList<SlotComparison> comparisons)
    {
        var time = $"epoch_us({HistorySchema.ServedAt})";
        return new ReplayReads(
            $"(SELECT * FROM {_files} WHERE {HistorySchema.Definition} = {Sql.Text(_schema.DefinitionHash)}{_range})",
            [.. _schema.View.Entity.Select(key => $"TRY_CAST({Sql.Name(key.Name)} AS {Sql.TypeOf(key.Type)})")],
            time,
            HistorySchema.Sequence,
            time,
            [.. _schema.View.Request.Select(data => FeatureColumns.Readable(data.Type, RequestColumn(data)))],
            [.. comparisons.SelectMany(comparison => ValueAndStatus(comparison.Slot))]);
    }

    private static string Range(string comparison, FeatureTime? time) =>
        time is { } limit ? $" AND epoch_us({HistorySchema.ServedAt}) {comparison} {limit.Microseconds.ToString(CultureInfo.InvariantCulture)}" : "";

    private string RequestColumn(FeatureKey data)
    {
        var name = FeatureView.RequestPrefix + data.Name;
        return _columns.Contains(name) ? Sql.Name(name) : "NULL";
    }

    private (string Expression, string Type)[] ValueAndStatus(int slot)
    {
        var type = _schema.IsHashed(slot) ? FeatureType.String : _schema.Slots[slot].Type;
        return
        [
            (FeatureColumns.Readable(type, Sql.Name(_schema.ColumnOf(slot))), type == FeatureType.Timestamp ? "BIGINT" : Sql.TypeOf(type)),
            (Sql.Name(_schema.StatusColumnOf(slot)), "VARCHAR"),
        ];
    }
}
