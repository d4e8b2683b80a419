using System.Buffers.Binary;
using System.Data.Common;
using System.IO.Hashing;
using OrleansML.Learning.Features;

namespace OrleansML.Data.Sources;

/// <summary>Makes a batch of the rows of one poll.</summary>
internal sealed class ChangeCollector(SourceBinding binding, WatermarkColumn watermark, PostgresqlColumns columns, ChangeMark? start, int limit, string setting)
{
    private readonly EventDraft _draft = new(binding);
    private readonly XxHash3 _hash = new();
    private readonly List<FeatureEvent> _events = [];
    private readonly List<PoisonRecord> _poison = [];
    private readonly ChangeMark? _start = start;
    // The rows of the first value that an earlier poll has taken and this one has not met yet.
    private readonly Dictionary<ulong, int> _known = start?.Seen.CountBy(hash => hash).ToDictionary() ?? [];
    private ChangeMark? _mark = start;
    private long? _previous;
    private long _rows;

    /// <summary>How many rows were new.</summary>
    public int Taken => _events.Count + _poison.Count;

    /// <summary>How many rows came.</summary>
    public long Rows => _rows;

    /// <summary>Whether a later poll would get other rows.</summary>
    public bool Advanced => !ReferenceEquals(_mark, _start);

    /// <summary>Takes the current row.</summary>
    /// <returns>False when the batch is full after it.</returns>
    public bool Take(DbDataReader reader)
    {
        _rows++;
        _draft.Reset();
        FeatureEvent? made = null;
        var refusal = columns.Read(reader, _draft) ?? _draft.TryBuild(out made);
        var value = watermark.Read(reader);
        if (value is null)
        {
            made = null;
            refusal = new Refusal(binding.Source.Settings[SourceSettings.Watermark], "the watermark is missing, infinite or beyond the year 9999; let the query leave such rows out");
        }
        else if (value < _previous)
        {
            throw binding.Failure(
                SourceFailure.Misconfigured, $"'{setting}' does not return its rows in the order of the watermark", "Let it 'order by' that column, ascending.");
        }
        else
        {
            _previous = value;
            if (!Note(value.Value, HashOf(reader)))
                return true;
        }

        if (refusal is null)
            _events.Add(made!);
        else
            _poison.Add(new PoisonRecord(_rows, _draft.Entity(), refusal.Field, refusal.Reason + "."));
        return Taken < limit;
    }

    /// <summary>The batch.</summary>
    /// <param name="mayHaveMore">Whether rows may be left.</param>
    public ChangeBatch Finish(bool mayHaveMore) => new(_events, _poison, _mark?.ToString(), mayHaveMore);

    // False when an earlier poll has taken this very row.
    private bool Note(long value, ulong hash)
    {
        if (_mark is null || value > _mark.Value)
            _mark = new ChangeMark(watermark.Kind, value, []);
        if (value < _mark.Value)
            return true;
        if (value == _start?.Value && _known.GetValueOrDefault(hash) is > 0 and var left)
        {
            _known[hash] = left - 1;
            return false;
        }

        // The mark of the caller stays as it is: its poll may be repeated.
        if (ReferenceEquals(_mark, _start))
            _mark = _mark with { Seen = [.. _mark.Seen] };
        _mark.Seen.Add(hash);
        if (_mark.Seen.Count > ChangeMark.MaximumSeen)
        {
            throw binding.Failure(
                SourceFailure.Misconfigured,
                $"more than {ChangeMark.MaximumSeen} rows have the same watermark",
                "Use a column with fewer rows per value as the watermark, such as one filled start a sequence at every change.");
        }

        return true;
    }

    private ulong HashOf(DbDataReader reader)
    {
        Span<byte> length = stackalloc byte[sizeof(long)];
        for (var ordinal = 0; ordinal < reader.FieldCount; ordinal++)
        {
            // As the server sent it: .NET has no value for some, and one text for many others.
            using var bytes = reader.IsDBNull(ordinal) ? null : reader.GetStream(ordinal);
            BinaryPrimitives.WriteInt64LittleEndian(length, bytes?.Length ?? -1);
            _hash.Append(length);
            if (bytes is not null)
                _hash.Append(bytes);
        }

        var hash = _hash.GetCurrentHashAsUInt64();
        _hash.Reset();
        return hash;
    }
}
