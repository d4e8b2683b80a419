using System.Data.Common;
using DuckDB.NET.Data;
using OrleansML.Learning.Features;

namespace OrleansML.Data.Sources;

/// <summary>
/// Parquet files, read by DuckDB with the types that they have. Text is read as in CSV files, and so is every column that has another type in
/// another file.
/// </summary>
internal sealed class ParquetEventFiles(SourceBinding binding) : EventFiles(binding)
{
    private readonly SourceColumn[] _columns =
        [.. binding.Keys, .. binding.Fields, .. binding.Extras.Where(column => column.Role != ColumnRole.EventTime)];

    public override int Columns => _columns.Length;

    public override string Prepare(DuckDBConnection connection, IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        var types = new List<Dictionary<string, string>>(files.Count);
        foreach (var file in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            types.Add(Describe(connection, file));
        }

        // DuckDB would convert them to a type that some values do not fit.
        var values = string.Concat(_columns.Select((column, index) => types.Select(each => each[column.Name]).Distinct().Count() == 1
            ? $", {Identifier(column.Name)} AS c{index}"
            : $", {Identifier(column.Name)}::VARCHAR AS c{index}"));
        var selects = files.Select((file, number) =>
            $"SELECT {Time(file, types[number])} AS t, {number}::INTEGER AS f, file_row_number + 1 AS n, NULL::VARCHAR AS bad{values} "
            + $"FROM read_parquet({PathLiteral(file)}, file_row_number = true)");
        return $"({string.Join(" UNION ALL ", selects)})";
    }

    public override Refusal? Read(DbDataReader reader, int first, EventDraft draft)
    {
        Refusal? found = null;
        for (var index = 0; index < _columns.Length; index++)
        {
            var refusal = Read(reader, first + index, _columns[index], out var value) ?? draft.Set(_columns[index], value);
            found ??= refusal;
        }

        return found;
    }

    private static Refusal? Read(DbDataReader reader, int ordinal, SourceColumn column, out FeatureValue value) =>
        reader.GetFieldType(ordinal) == typeof(string) && !reader.IsDBNull(ordinal)
            ? TextValue.Read(reader.GetString(ordinal), column, out value)
            : ColumnValue.Read(reader, ordinal, column, out value);

    private Dictionary<string, string> Describe(DuckDBConnection connection, string file)
    {
        var types = new Dictionary<string, string>(StringComparer.Ordinal);
        using var command = connection.CreateCommand();
        command.CommandText = $"DESCRIBE SELECT * FROM read_parquet({PathLiteral(file)})";
        using var reader = command.ExecuteReader();
        while (reader.Read())
            types[reader.GetString(0)] = reader.GetString(1);
        var missing = Array.Find(_columns, column => !types.ContainsKey(column.Name));
        return missing is null ? types : throw Lacks(file, missing.Name, types.Keys);
    }

    private string Time(string file, Dictionary<string, string> types)
    {
        var name = Binding.Source.EventTime;
        if (name.Length == 0)
            return "NULL::BIGINT";
        if (!types.TryGetValue(name, out var type))
            throw Lacks(file, name, types.Keys);
        if (type.StartsWith("TIMESTAMP", StringComparison.Ordinal) || type == "DATE")
            return $"epoch_us({Identifier(name)})";
        return type is "BIGINT" or "INTEGER"
            ? $"{Identifier(name)}::BIGINT"
            : throw Binding.Failure(
                SourceFailure.Misconfigured,
                $"the event time '{name}' in the file '{file}' is of type {type}",
                "Write it as TIMESTAMP, as DATE, or as whole microseconds since 1970 in BIGINT.");
    }

    private static string Identifier(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    // The file is found already: what looks like a pattern in its name is none.
    private static string PathLiteral(string file) =>
        $"'{file.Replace("'", "''", StringComparison.Ordinal).Replace("[", "[[]", StringComparison.Ordinal).Replace("*", "[*]", StringComparison.Ordinal).Replace("?", "[?]", StringComparison.Ordinal)}'";
}
