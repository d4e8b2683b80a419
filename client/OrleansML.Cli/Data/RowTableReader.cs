using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using CsvHelper;
using CsvHelper.Configuration;

namespace OrleansML.Cli.Data;

/// <summary>Reads rows from CSV with a header line, plain or gzip-compressed, and from JSON lists of objects.</summary>
internal static class RowTableReader
{
    /// <summary>Reads the first rows of a CSV file.</summary>
    /// <param name="path">The file; a name that ends in <c>.gz</c> is decompressed on the way.</param>
    /// <param name="maximumRows">Rows to read; null for all.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="CliException">The file cannot be read, or is not CSV with a header.</exception>
    public static async Task<RowTable> ReadCsvAsync(string path, int? maximumRows, CancellationToken cancellationToken)
    {
        await using var file = Files.OpenRead(path);
        try
        {
            await using var content = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
                ? new GZipStream(file, CompressionMode.Decompress)
                : (Stream)file;
            using var reader = new StreamReader(content);
            return await ReadCsvAsync(path, reader, maximumRows, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            throw new CliException($"'{path}' cannot be read: {exception.Message}", innerException: exception);
        }
    }

    /// <inheritdoc cref="ReadCsvAsync(string, int?, CancellationToken)"/>
    internal static async Task<RowTable> ReadCsvAsync(string source, TextReader reader, int? maximumRows, CancellationToken cancellationToken)
    {
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture) { BadDataFound = null };
        using var parser = new CsvParser(reader, configuration);
        if (!await parser.ReadAsync())
            throw new CliException($"'{source}' is empty: a line with column names is expected first.");

        var columns = parser.Record!;
        var rows = new List<string[]>();
        while (rows.Count < (maximumRows ?? int.MaxValue) && await parser.ReadAsync())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var row = parser.Record!;
            if (row.Length != columns.Length)
                throw new CliException($"'{source}' line {parser.RawRow} has {row.Length} cells, the header has {columns.Length}: quote cells that hold commas.");
            rows.Add(row);
        }

        return rows.Count > 0 ? new RowTable(source, columns, rows) : throw new CliException($"'{source}' has a header and no rows.");
    }

    /// <summary>Takes a JSON list of objects as rows; columns are the members' names in order of appearance, missing members are empty.</summary>
    /// <exception cref="CliException">An entry is not an object, or a member is neither text, number, truth value nor null.</exception>
    public static RowTable FromJson(string source, JsonElement list, int? maximumRows)
    {
        var columns = new List<string>();
        var entries = list.EnumerateArray().Take(maximumRows ?? int.MaxValue).ToArray();
        foreach (var (index, entry) in entries.Index())
        {
            if (entry.ValueKind is not JsonValueKind.Object)
                throw new CliException($"'{source}' entry {index} is a JSON {entry.ValueKind}: each row must be an object such as {{\"amount\": 12.5}}.");
            columns.AddRange(entry.EnumerateObject().Select(member => member.Name).Where(name => !columns.Contains(name)));
        }

        if (columns.Count == 0)
            throw new CliException($"'{source}' holds no rows.");

        return new RowTable(source, columns, [.. entries.Select((entry, index) => columns.Select(column => Cell(source, index, entry, column)).ToArray())]);
    }

    private static string Cell(string source, int row, JsonElement entry, string column)
    {
        if (!entry.TryGetProperty(column, out var value))
            return "";

        return value.ValueKind switch
        {
            JsonValueKind.Null => "",
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
            _ => throw new CliException($"'{source}' entry {row} has a JSON {value.ValueKind} in '{column}': a text, number or truth value is expected."),
        };
    }
}
