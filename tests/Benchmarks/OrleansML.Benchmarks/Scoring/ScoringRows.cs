using System.Globalization;
using DuckDB.NET.Data;

namespace OrleansML.Benchmarks.Scoring;

/// <summary>Generated rows in one Parquet file: an id that counts up, floats from 0 to 1, and for the model that has one a category.</summary>
internal static class ScoringRows
{
    /// <summary>One row in so many is broken in a file that has broken ones.</summary>
    public const int Poison = 10_000;

    /// <summary>Rows of a row group as DuckDB writes them by default.</summary>
    public const int RowGroup = 122_880;

    /// <summary>Writes a file. One row in <see cref="Poison"/> may be broken: its category is none, or its first value is a thousand.</summary>
    /// <param name="path">The file.</param>
    /// <param name="model">What it is for.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="poisoned">Whether some are broken.</param>
    /// <param name="rowGroup">Rows of a row group.</param>
    public static void Write(string path, ScoringModel model, long rows, bool poisoned = false, int rowGroup = RowGroup)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            SET preserve_insertion_order = true;
            SET threads = 1;
            SELECT setseed(0.5);
            COPY (SELECT {string.Join(", ", ColumnsOf(model, poisoned))} FROM range({rows}) t(i)) TO '{path}' (FORMAT parquet, ROW_GROUP_SIZE {rowGroup})
            """);
        command.ExecuteNonQuery();
    }

    private static IEnumerable<string> ColumnsOf(ScoringModel model, bool poisoned)
    {
        yield return "i AS id";
        foreach (var (index, name) in model.Columns.Index())
            yield return poisoned && !model.HasCategory && index == 0 ? $"(CASE WHEN i % {Poison} = 77 THEN 1000 ELSE random() END)::FLOAT AS {name}" : $"random()::FLOAT AS {name}";
        if (model.HasCategory)
            yield return $"{(poisoned ? $"CASE WHEN i % {Poison} = 77 THEN {ScoringModel.Categories} ELSE i % {ScoringModel.Categories} END" : $"i % {ScoringModel.Categories}")} AS {ScoringModel.Category}";
    }
}
