using System.Data.Common;
using System.Text;
using DuckDB.NET.Data;

namespace OrleansML.Data.Sources;

/// <summary>Files of JSON lines, each read as if it were pushed; see <see cref="PushedEventReader"/>.</summary>
internal sealed class JsonEventFiles(SourceBinding binding) : EventFiles(binding)
{
    private readonly PushedEventReader _lines = new(binding);

    public override int Columns => 1;

    public override string Prepare(DuckDBConnection connection, IReadOnlyList<string> files, CancellationToken cancellationToken) =>
        Load(connection, files, (table, file, number) => Load(table, file, number, cancellationToken));

    public override Refusal? Read(DbDataReader reader, int first, EventDraft draft) => _lines.TryRead(Encoding.UTF8.GetBytes(reader.GetString(first)), draft);

    private void Load(EventTable table, string file, int number, CancellationToken cancellationToken)
    {
        var draft = new EventDraft(Binding);
        var text = new string?[1];
        using var content = Open(file);
        var lines = new LineReader(content, PushedEventReader.MaximumRecordBytes);
        for (var line = 1L; lines.TryRead(out var utf8, out var isTooLong); line++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (isTooLong)
            {
                table.AddBad(number, line, $"the line has more than {PushedEventReader.MaximumRecordBytes} bytes");
                continue;
            }

            // A byte order mark, as some programs write it, is no part of the record.
            if (line == 1 && utf8.StartsWith("\uFEFF"u8))
                utf8 = utf8["\uFEFF"u8.Length..];
            if (!utf8.ContainsAnyExcept(" \t\r"u8))
                continue;

            draft.Reset();
            var refusal = _lines.TryRead(utf8, draft);
            if (refusal is { Field: null })
            {
                table.AddBad(number, line, refusal.Reason);
                continue;
            }

            // A refused line is refused again when it is read back, then with its entity and field.
            text[0] = Encoding.UTF8.GetString(utf8);
            table.Add(refusal is null ? draft.EventTime?.Microseconds : null, number, line, text);
        }
    }
}
