using System.Globalization;
using OrleansML.Data.History.Storage;
using OrleansML.Learning.Evaluation;
using OrleansML.Learning.Training;

namespace OrleansML.Data.Training;

/// <summary>
/// The rows of a training as a table: <c>row</c>, <c>part</c>, <c>label</c>, <c>weight</c>, segments as text, and inputs as numbers or text. What cannot
/// be read is NULL, and <see cref="TrainingChecks"/> looks at what it was.
/// </summary>
internal sealed class TrainingRelation(Session session, TrainingDefinition definition, TrainingFiles files, CancellationToken cancellationToken)
{
    public const string Table = "training_rows";
    public const string Train = "train";
    public const string Validation = "validation";
    public const string Test = "test";
    public const string Raw = "raw_rows";

    public static readonly string[] Parts = [Train, Validation, Test];

    private readonly TrainingData _data = definition.Data;

    /// <summary>A column as text without blanks around it; NULL where nothing is left.</summary>
    public static string TextOf(string column) => Sql.Name($"text.{column}");

    /// <summary>The column of a segment in the table.</summary>
    public static string SegmentOf(string column) => $"segment.{column}";

    /// <summary>The column of an input in the table.</summary>
    public static string InputOf(string column) => $"input.{column}";

    /// <summary>The rows of a part, and after that those of each class.</summary>
    public static long[] CountRows(Session session, string part, int classes, CancellationToken cancellationToken) => session.Numbers(
        $"SELECT {Enumerable.Range(0, classes).Select(static index => $"count(*) FILTER (label = {index})").Prepend("count(*)").Join()} FROM {Table} WHERE part = {Sql.Text(part)}",
        cancellationToken);

    /// <summary>Reads the files into the table.</summary>
    /// <exception cref="TrainingDataException">A column is missing, or no row meets the condition.</exception>
    public void Load()
    {
        RequireColumns();
        LoadRaw();
        var columns = new List<string>
        {
            "\"row\"", $"{PartOf(definition.Split)} AS part", $"{LabelOf()} AS label", $"{(_data.Weight is { } weight ? Sql.Name(weight) : "1.0::DOUBLE")} AS weight",
        };
        columns.AddRange(_data.Segments.Select(static column => $"{TextOf(column)} AS {Sql.Name(SegmentOf(column))}"));
        columns.AddRange(definition.Inputs.Numeric.Select(static column => $"{Sql.Name(column)} AS {Sql.Name(InputOf(column))}"));
        columns.AddRange(definition.Inputs.Categorical.Select(static column => $"{TextOf(column)} AS {Sql.Name(InputOf(column))}"));
        session.Execute($"CREATE TEMP TABLE {Table} AS SELECT {columns.Join()} FROM {Raw}", cancellationToken);
        if (session.Numbers($"SELECT count(*) FROM {Raw}", cancellationToken)[0] == 0)
            throw new TrainingDataException([_data.Where is { } where ? $"no row meets '{where}' (data.where)" : $"there is no row in '{_data.Path}'"]);
    }

    /// <summary>
    /// Takes the rows that meet the condition. Columns that are used have their text beside them, so that the condition sees numbers and times, and
    /// the checks what could not be read as such.
    /// </summary>
    private void LoadRaw()
    {
        var source = TrainingFiles.Relation(_data.Format, files.Sources.Select(static file => file.Path));
        var numbers = Numbers().Select(static column => $"TRY_CAST({Trimmed(column)} AS DOUBLE) AS {Sql.Name(column)}");
        var times = _data.Time is { } time ? [$"TRY_CAST({Trimmed(time)} AS TIMESTAMP) AS {Sql.Name(time)}"] : Array.Empty<string>();
        string[] typed = [.. numbers, .. times];
        var replaced = typed.Length == 0 ? "" : $" REPLACE ({typed.Join()})";
        var texts = Used().Select(static column => $"{Trimmed(column)} AS {TextOf(column)}");
        session.Execute(
            $"CREATE TEMP TABLE {Raw} AS SELECT row_number() OVER () - 1 AS \"row\", * FROM (SELECT *{replaced}, {texts.Join()} FROM {source}) {Condition()}",
            cancellationToken);
    }

    private IEnumerable<string> Numbers() =>
        (definition.Task == EvaluationTask.Regression ? [_data.Label] : Array.Empty<string>())
        .Concat(_data.Weight is { } weight ? [weight] : [])
        .Concat(definition.Inputs.Numeric).Distinct(StringComparer.OrdinalIgnoreCase);

    private string[] Used() =>
    [
        .. new[] { _data.Label, _data.Weight, _data.Time, definition.Split.Column }.OfType<string>()
            .Concat(_data.Segments).Concat(definition.Split.Key).Concat(definition.Inputs.Numeric).Concat(definition.Inputs.Categorical)
            .Distinct(StringComparer.OrdinalIgnoreCase),
    ];

    private static string Trimmed(string column) => $"nullif(trim(CAST({Sql.Name(column)} AS VARCHAR)), '')";

    private string Condition()
    {
        if (_data.Where is not { } where)
            return "";

        // One condition, not a statement after it.
        return where.Contains(';', StringComparison.Ordinal)
            ? throw new TrainingDataException([$"'{where}' (data.where) holds a semicolon; one condition is allowed"])
            : $"WHERE ({where})";
    }

    private void RequireColumns()
    {
        var needed = Used();
        var violations = new List<string>();
        foreach (var file in files.Sources)
        {
            var columns = session.Describe(TrainingFiles.Relation(_data.Format, [file.Path]), cancellationToken).Keys;
            var missing = needed.Except(columns, StringComparer.OrdinalIgnoreCase).ToArray();
            if (missing.Length > 0)
                violations.Add($"'{file.Path}' has no column {missing.Select(static column => $"'{column}'").Join()}; it has {columns.Join()}");
        }

        if (violations.Count > 0)
            throw new TrainingDataException(violations);
    }

    private string LabelOf() => definition.Task == EvaluationTask.Regression
        ? Sql.Name(_data.Label)
        : $"(list_position({Sql.Texts(_data.Classes)}, {TextOf(_data.Label)}) - 1)::DOUBLE";

    private string PartOf(TrainingSplit split)
    {
        switch (split.Kind)
        {
            case SplitKind.Time:
                var time = Sql.Name(_data.Time!);
                var until = split.Until is { } end ? $"WHEN {time} >= {Literal(end)} THEN 'left out' " : "";
                return $"CASE WHEN {time} IS NULL THEN NULL {until}WHEN {time} >= {Literal(split.TestFrom)} THEN 'test' WHEN {time} >= {Literal(split.ValidationFrom)} THEN 'validation' ELSE 'train' END";
            case SplitKind.Hash:
                // The first 32 bits of the MD5 of the key, as a share of all.
                var share = $"(('0x' || substr(md5(concat_ws(chr(31), {split.Key.Select(static column => $"coalesce({TextOf(column)}, '')").Join()})), 1, 8))::BIGINT / 4294967296.0)";
                return string.Create(
                    CultureInfo.InvariantCulture, $"CASE WHEN {share} < {split.TestShare} THEN 'test' WHEN {share} < {split.TestShare + split.ValidationShare} THEN 'validation' ELSE 'train' END");
            default:
                return TextOf(split.Column!);
        }
    }

    private static string Literal(DateTimeOffset time) => $"TIMESTAMP {Sql.Text(time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture))}";
}
