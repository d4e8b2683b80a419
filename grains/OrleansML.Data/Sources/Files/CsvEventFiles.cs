using System.Data.Common;
using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using DuckDB.NET.Data;

namespace OrleansML.Data.Sources;

/// <summary>
/// CSV files, RFC 4180: commas, a header line, UTF-8. DuckDB sorts them, but does not read them: what it makes of broken lines depends on
/// settings and on line ends, and not every line that it drops is told.
/// </summary>
internal sealed class CsvEventFiles(SourceBinding binding) : EventFiles(binding)
{
    private const int LongestField = 64 * 1024;

    private readonly SourceColumn[] _columns =
        [.. binding.Keys, .. binding.Fields, .. binding.Extras.Where(column => column.Role != ColumnRole.EventTime)];

    public override int Columns => _columns.Length;

    public override string Prepare(DuckDBConnection connection, IReadOnlyList<string> files, CancellationToken cancellationToken) =>
        Load(connection, files, (table, file, number) => Load(table, file, number, cancellationToken));

    public override Refusal? Read(DbDataReader reader, int first, EventDraft draft)
    {
        Refusal? found = null;
        for (var index = 0; index < _columns.Length; index++)
        {
            var text = reader.IsDBNull(first + index) ? null : reader.GetString(first + index);
            found ??= TextValue.Read(text, _columns[index], out var value) is { } refusal ? refusal : draft.Set(_columns[index], value);
        }

        return found;
    }

    private void Load(EventTable table, string file, int number, CancellationToken cancellationToken)
    {
        var (isBad, isOpen) = (false, false);
        var settings = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = ",",
            BadDataFound = found =>
            {
                isBad = true;
                // A quote at its start opens a value, and every other one closes it.
                isOpen |= found.Field.StartsWith('"') && int.IsOddInteger(found.Field.AsSpan().Count('"'));
            },
            MaxFieldSize = LongestField,
        };
        using var text = new StreamReader(Open(file), Encoding.UTF8);
        using var parser = new CsvParser(text, settings);
        try
        {
            if (!parser.Read())
                throw Lacks(file, _columns[0].Name, ["an empty line"]);

            var header = parser.Record!;
            var places = _columns.Select(column => PlaceOf(file, header, column.Name)).ToArray();
            var time = Binding.Source.EventTime is { Length: > 0 } name ? PlaceOf(file, header, name) : -1;
            var values = new string?[_columns.Length];
            while (parser.Read())
            {
                cancellationToken.ThrowIfCancellationRequested();
                // Bad data are noticed when they are asked for.
                isBad = isOpen = false;
                _ = parser[parser.Count - 1];
                if (isOpen)
                {
                    table.AddBad(number, FirstLine(parser), "a quote on the line is never closed, so that nothing after it can be told apart; close it");
                    continue;
                }

                if (parser.Count != header.Length)
                {
                    table.AddBad(number, parser.RawRow, $"the line has {parser.Count} values; the header has {header.Length}");
                    continue;
                }

                for (var index = 0; index < values.Length; index++)
                    values[index] = parser[places[index]];
                var microseconds = time < 0 ? null : TextValue.Time(parser[time]);
                if (isBad)
                    table.AddBad(number, parser.RawRow, "the line has a quote within a text that is not quoted; double it and quote the text");
                else
                    table.Add(microseconds, number, parser.RawRow, values);
            }
        }
        catch (MaxFieldSizeException)
        {
            throw Binding.Failure(
                SourceFailure.Lying, $"the file '{file}' has a value of more than {LongestField} characters near line {parser.RawRow + 1}", "Look for a quote that is never closed.");
        }
    }

    // Of a record that ends with the file.
    private static long FirstLine(CsvParser parser)
    {
        var raw = parser.RawRecord.AsSpan();
        return parser.RawRow - (raw.Count('\n') + raw.Count('\r') - raw.Count("\r\n"));
    }

    private int PlaceOf(string file, string[] header, string name)
    {
        var place = Array.IndexOf(header, name);
        if (place < 0)
            throw Lacks(file, name, header);
        return Array.LastIndexOf(header, name) == place
            ? place
            : throw Binding.Failure(SourceFailure.Misconfigured, $"the file '{file}' has the column '{name}' twice", "Rename one.");
    }
}
