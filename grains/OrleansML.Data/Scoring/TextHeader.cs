using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using CsvHelper;
using OrleansML.Data.History.Storage;
using OrleansML.Learning.Scoring;

namespace OrleansML.Data.Scoring;

/// <summary>Which columns a file of text has: those of the header of CSV, those of the first lines of JSON lines.</summary>
internal static class TextHeader
{
    private const int SampleLines = 1_000;

    /// <summary>What is wrong with a file, if anything is.</summary>
    public static IEnumerable<string> Check(string path, ScoringFormat format, string[] columns)
    {
        string[]? header;
        try
        {
            header = Read(path, format);
        }
        catch (Exception exception) when (IsKnown(exception))
        {
            return [$"'{path}' cannot be read: {ScoringErrors.Reason(exception)}"];
        }

        if (header is null)
            return format == ScoringFormat.Csv ? [$"'{path}' is empty; CSV has a header at least"] : [];

        var missing = columns.Where(name => IndexOf(header, name) < 0).ToArray();
        var twice = format == ScoringFormat.Csv ? columns.Where(name => header.Count(field => field == name) > 1) : [];
        return twice.Select(name => $"'{path}' has more than one column '{name}'")
            .Concat(missing.Length == 0 ? [] : [$"'{path}' has no column {missing.Select(static name => $"'{name}'").Join()}; it has {header.Join()}"]);
    }

    /// <summary>The fields of the first record of CSV.</summary>
    public static string[] Read(RecordCutter cutter)
    {
        if (!cutter.TryRead(out var record))
            return [];
        using var parser = new CsvParser(new StringReader(Encoding.UTF8.GetString(record)), CultureInfo.InvariantCulture);
        return parser.Read() ? parser.Record! : [];
    }

    /// <summary>The place of a column by its exact name, else by its name in any case; -1 where there is none.</summary>
    public static int IndexOf(string[] header, string name)
    {
        var exact = Array.IndexOf(header, name);
        return exact >= 0 ? exact : Array.FindIndex(header, field => field.Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Whether an exception tells of the file.</summary>
    public static bool IsKnown(Exception exception) => exception is IOException or UnauthorizedAccessException or InvalidDataException or CsvHelperException;

    private static string[]? Read(string path, ScoringFormat format)
    {
        using var file = File.OpenRead(path);
        using var stream = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
        var cutter = new RecordCutter(stream, quoted: format == ScoringFormat.Csv);
        if (format == ScoringFormat.Csv)
            return Read(cutter) is { Length: > 0 } header ? header : null;

        var names = new List<string>();
        var lines = 0;
        for (; lines < SampleLines && cutter.TryRead(out var line); lines++)
            AddNames(line, names);
        // What cannot be read is for the rows to say.
        return names.Count == 0 ? null : [.. names];
    }

    private static void AddNames(ReadOnlySpan<byte> line, List<string> names)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && reader.GetString() is { } name && !names.Contains(name))
                    names.Add(name);
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
        }
    }
}
