using System.Data.Common;
using DuckDB.NET.Data;
using OrleansML.Learning.Features;

namespace OrleansML.Data.Sources;

/// <summary>Event files of one format, as a relation of DuckDB with the columns t, f, n, bad, c0, c1 ...; see <see cref="EventTable"/>.</summary>
internal abstract class EventFiles(SourceBinding binding)
{
    protected SourceBinding Binding { get; } = binding;

    /// <summary>How many columns of values the relation has.</summary>
    public abstract int Columns { get; }

    /// <summary>Makes the relation.</summary>
    /// <param name="connection">An open database.</param>
    /// <param name="files">The files; their numbers count from 0.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>What to select from.</returns>
    /// <exception cref="SourceException">A file cannot be read, or lacks a column.</exception>
    public abstract string Prepare(DuckDBConnection connection, IReadOnlyList<string> files, CancellationToken cancellationToken);

    /// <summary>Reads the values of the current row.</summary>
    /// <param name="reader">The rows.</param>
    /// <param name="first">Ordinal of c0.</param>
    /// <param name="draft">Takes the values, all but the event time.</param>
    public abstract Refusal? Read(DbDataReader reader, int first, EventDraft draft);

    public static EventFiles Of(SourceBinding binding) => binding.Source.Settings[SourceSettings.Format] switch
    {
        "csv" => new CsvEventFiles(binding),
        "json_lines" => new JsonEventFiles(binding),
        "parquet" => new ParquetEventFiles(binding),
        var other => throw binding.Failure(SourceFailure.Misconfigured, $"'{SourceSettings.Format}' is '{other}'", "Allowed are csv, json_lines, parquet."),
    };

    /// <summary>Loads text files into a table, one after the other.</summary>
    /// <param name="connection">An open database.</param>
    /// <param name="files">The files.</param>
    /// <param name="load">Adds the records of a file, of which it gets path and number.</param>
    /// <returns>What to select from.</returns>
    /// <exception cref="SourceException">A file cannot be read.</exception>
    protected string Load(DuckDBConnection connection, IReadOnlyList<string> files, Action<EventTable, string, int> load)
    {
        using var table = new EventTable(connection, Columns);
        for (var number = 0; number < files.Count; number++)
        {
            try
            {
                load(table, files[number], number);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                throw Binding.Failure(
                    SourceFailure.Unreachable,
                    $"the file '{files[number]}' cannot be read to its end ({exception.Message.TrimEnd('.')})",
                    "See that it is whole, and may be read.");
            }
        }

        return EventTable.Relation;
    }

    /// <summary>Opens a text file, compressed by gzip where its name ends in .gz.</summary>
    protected static Stream Open(string file)
    {
        var content = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 64 * 1024, FileOptions.SequentialScan);
        return file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
            ? new System.IO.Compression.GZipStream(content, System.IO.Compression.CompressionMode.Decompress)
            : content;
    }

    protected SourceException Lacks(string file, string column, IEnumerable<string> names) => Binding.Failure(
        SourceFailure.Misconfigured, $"the file '{file}' has no column '{column}', only {string.Join(", ", names)}", "Correct the file, or the view.");
}
