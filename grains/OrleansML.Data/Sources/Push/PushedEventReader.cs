using System.Text.Json;
using OrleansML.Learning.Features;

namespace OrleansML.Data.Sources;

/// <summary>
/// Reads events that others push: JSON objects in UTF-8 with the entity's keys, the fields by their column, and the times and id that the source
/// names. A field that is not there keeps what it has, null says that there is no value. Everything else that is not known is refused.
/// A time is ISO 8601 with an offset, or whole microseconds since 1970. Safe for concurrent use.
/// </summary>
public sealed class PushedEventReader
{
    /// <summary>Most bytes of a record: 64 KiB.</summary>
    public const int MaximumRecordBytes = 64 * 1024;

    /// <summary>Most lines that are read at once: 10,000.</summary>
    public const int MaximumLines = 10_000;

    private readonly SourceBinding _binding;
    private readonly JsonRecordReader _records;
    private readonly JsonReaderOptions _options;

    internal PushedEventReader(SourceBinding binding)
    {
        _binding = binding;
        _records = new JsonRecordReader(binding, [.. binding.Keys, .. binding.Fields, .. binding.Extras], refusesUnknown: true);
        // One level more than is wanted, so that a nested value is refused with its name.
        _options = new JsonReaderOptions { MaxDepth = _records.Depth + 1 };
    }

    /// <summary>Reads one record, on as many lines as it likes.</summary>
    /// <param name="utf8">A JSON object, at most <see cref="MaximumRecordBytes"/>.</param>
    public PushedEvents ReadOne(ReadOnlySpan<byte> utf8)
    {
        var events = new List<FeatureEvent>(1);
        var refused = new List<PoisonRecord>();
        Read(utf8, 1, new EventDraft(_binding), events, refused);
        return new PushedEvents(events, [.. events.Select(static _ => 1)], refused);
    }

    /// <summary>Reads one record per line (NDJSON); empty lines count but are not read.</summary>
    /// <param name="utf8">
    /// The lines, each at most <see cref="MaximumRecordBytes"/>. What follows after <see cref="MaximumLines"/> is not read, and reported so.
    /// </param>
    public PushedEvents ReadLines(ReadOnlySpan<byte> utf8)
    {
        var events = new List<FeatureEvent>();
        var lines = new List<int>();
        var refused = new List<PoisonRecord>();
        var draft = new EventDraft(_binding);
        for (var number = 1; !utf8.IsEmpty; number++)
        {
            if (number > MaximumLines)
            {
                refused.Add(new PoisonRecord(number, null, null, $"there are more than {MaximumLines} lines; this and what follows was not read: send it apart."));
                break;
            }

            var end = utf8.IndexOf((byte)'\n');
            var line = end < 0 ? utf8 : utf8[..end];
            utf8 = end < 0 ? default : utf8[(end + 1)..];
            if (line.ContainsAnyExcept(" \t\r"u8))
                Read(line, number, draft, events, refused);
            if (events.Count > lines.Count)
                lines.Add(number);
        }

        return new PushedEvents(events, lines, refused);
    }

    private void Read(ReadOnlySpan<byte> record, long number, EventDraft draft, List<FeatureEvent> events, List<PoisonRecord> refused)
    {
        draft.Reset();
        FeatureEvent? made = null;
        if ((TryRead(record, draft) ?? draft.TryBuild(out made)) is { } refusal)
            refused.Add(new PoisonRecord(number, draft.Entity(), refusal.Field, refusal.Reason + "."));
        else
            events.Add(made!);
    }

    /// <summary>Reads one record into a draft.</summary>
    /// <returns>Why it is refused; null when it is not.</returns>
    internal Refusal? TryRead(ReadOnlySpan<byte> record, EventDraft draft)
    {
        if (record.Length > MaximumRecordBytes)
            return new Refusal(null, $"the record has {record.Length} bytes; at most {MaximumRecordBytes} are allowed");

        var reader = new Utf8JsonReader(record, _options);
        try
        {
            reader.Read();
            if (_records.Read(ref reader, draft) is { } refusal)
                return refusal;
            // Throws where anything follows.
            reader.Read();
            return null;
        }
        catch (JsonException)
        {
            // The text of the exception quotes the record.
            return new Refusal(null, $"the record is not one JSON object with the expected nesting, at byte {reader.BytesConsumed + 1}");
        }
        catch (InvalidOperationException)
        {
            return new Refusal(null, $"the record holds text that is not UTF-8, before byte {reader.BytesConsumed + 1}");
        }
    }
}
