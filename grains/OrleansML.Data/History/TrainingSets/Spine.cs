using System.Globalization;
using OrleansML.Data.History.Storage;
using OrleansML.Learning.Features;

namespace OrleansML.Data.History.TrainingSets;

/// <summary>The rows of a training set before it has features, in the table <c>spine</c>; <c>rowid</c> is their order.</summary>
internal sealed class Spine
{
    public const string Table = "spine";
    public const string RowId = "rowid";

    private readonly TrainingSetRequest _request;
    private readonly Dictionary<string, string> _columns;

    private Spine(TrainingSetRequest request, Dictionary<string, string> columns)
    {
        _request = request;
        _columns = columns;
        // The cast of text that knows offsets asks a calendar, which takes long; the other types do without.
        var time = Column(request.TimeColumn);
        Time = columns.GetValueOrDefault(request.TimeColumn) switch
        {
            "VARCHAR" => $"epoch_us(TRY_CAST({time} AS TIMESTAMPTZ))",
            "TIMESTAMP WITH TIME ZONE" => $"epoch_us({time})",
            _ => $"epoch_us(TRY_CAST({time} AS TIMESTAMP))",
        };
    }

    public IReadOnlyCollection<string> Columns => _columns.Keys;

    /// <summary>Time of a row in microseconds.</summary>
    public string Time { get; }

    public long Rows { get; private set; }

    /// <summary>The latest time of a row in microseconds.</summary>
    public long Latest { get; private set; }

    public static Spine Load(Session session, TrainingSetRequest request, CancellationToken cancellationToken)
    {
        if (!File.Exists(request.Spine))
            throw new HistoryException($"There is no spine '{request.Spine}'.");

        try
        {
            var columns = session.Describe(Reader(request.Spine, ""), cancellationToken);
            var spine = new Spine(request, columns);
            spine.CheckColumns();
            session.Execute($"CREATE TABLE {Table} AS SELECT * FROM {Reader(request.Spine, spine.TextKeys())}", cancellationToken);
            spine.CheckValues(session, cancellationToken);
            return spine;
        }
        catch (DuckDB.NET.Data.DuckDBException exception) when (session.FailedOverItsFile(exception))
        {
            throw new HistoryException($"The spine '{request.Spine}' cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>A column of the rows; tables that are joined may have columns of the same name.</summary>
    public static string Column(string name) => $"{Table}.{Sql.Name(name)}";

    public string Key(TrainingSetView view, FeatureKey key) => $"TRY_CAST({Column(view.KeyColumn(key))} AS {Sql.TypeOf(key.Type)})";

    /// <summary>Request data of a row; NULL where the spine has no such column.</summary>
    public string RequestData(FeatureKey data)
    {
        var column = FeatureView.RequestPrefix + data.Name;
        if (!_columns.ContainsKey(column))
            column = data.Name;
        return FeatureColumns.Readable(data.Type, _columns.ContainsKey(column) ? Column(column) : "NULL");
    }

    private static string Reader(string path, string options) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".parquet" => $"read_parquet({Sql.Text(path)})",
        ".csv" => $"read_csv({Sql.Text(path)}, header = true, sample_size = -1{options})",
        ".jsonl" or ".ndjson" => $"read_json({Sql.Text(path)}, format = 'newline_delimited', sample_size = -1)",
        var other => throw new HistoryException($"The spine '{path}' is of the unknown kind '{other}'; .csv, .jsonl, .ndjson and .parquet are known."),
    };

    // Text such as 007 must not become a number on its way to a key.
    private string TextKeys()
    {
        string[] keys = [.. _request.Views.SelectMany(view => view.View.Entity.Where(key => key.Type == FeatureType.String).Select(view.KeyColumn)).Distinct()];
        return keys.Length == 0 ? "" : $", types = {{{keys.Select(key => $"{Sql.Text(key)}: 'VARCHAR'").Join()}}}";
    }

    private void CheckColumns()
    {
        var violations = new List<string>();
        foreach (var column in _request.Views.SelectMany(view => view.View.Entity.Select(view.KeyColumn)).Prepend(_request.TimeColumn).Distinct())
        {
            if (!_columns.ContainsKey(column))
                violations.Add($"has no column '{column}'");
        }

        if (_columns.TryGetValue(_request.TimeColumn, out var type) && !(type.StartsWith("TIMESTAMP", StringComparison.Ordinal) || type is "DATE" or "VARCHAR"))
            violations.Add($"has times of type {type} in '{_request.TimeColumn}'; a timestamp, a date or text in ISO 8601 is needed");
        if (_columns.Keys.Contains(RowId, StringComparer.OrdinalIgnoreCase))
            violations.Add($"has a column '{RowId}', a name that is taken by the number of a row; rename it");
        if (violations.Count > 0)
            throw new HistoryException($"The spine '{_request.Spine}' {string.Join("; it ", violations)}. Its columns are {_columns.Keys.Join()}.");
    }

    private void CheckValues(Session session, CancellationToken cancellationToken)
    {
        var keys = _request.Views.SelectMany(view => view.View.Entity.Select(key => (Column: view.KeyColumn(key), key.Type))).Distinct().ToArray();
        var counts = keys.Select(key => $"count(*) FILTER ({Sql.Name(key.Column)} IS NOT NULL AND TRY_CAST({Sql.Name(key.Column)} AS {Sql.TypeOf(key.Type)}) IS NULL)");
        var numbers = session.Numbers(
            $"SELECT count(*), max({Time}), count(*) FILTER ({Time} IS NULL), {counts.Prepend("0").Join()} FROM {Table}", cancellationToken);
        (Rows, Latest) = (numbers[0], numbers[1]);

        var violations = new List<string>();
        if (numbers[2] > 0)
            violations.Add($"{numbers[2].ToString(CultureInfo.InvariantCulture)} of {Rows} rows have no time in '{_request.TimeColumn}'");
        foreach (var (key, count) in keys.Zip(numbers.Skip(4)))
        {
            if (count > 0)
                violations.Add($"{count.ToString(CultureInfo.InvariantCulture)} of {Rows} rows have something in '{key.Column}' that is not of type {Sql.TypeOf(key.Type)}");
        }

        if (violations.Count > 0)
            throw new HistoryException($"The spine '{_request.Spine}' cannot be used: {string.Join("; ", violations)}.");
    }
}
