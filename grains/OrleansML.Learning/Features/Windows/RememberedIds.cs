using System.Buffers.Binary;

namespace OrleansML.Learning.Features.Windows;

/// <summary>Ids of events for a time after their first arrival: a queue by arrival, and an index where a search along it would be slow.</summary>
internal sealed class RememberedIds
{
    // Bounds what a flood of events of one entity can hold; beyond it the oldest ids are forgotten early.
    private const int MaximumCount = 1 << 16;
    private const int ScanCount = 32;

    private readonly Queue<(ulong Id, FeatureTime Arrival)> _queue = new();
    private HashSet<ulong>? _index;

    public bool Contains(ulong id)
    {
        if (_index is not null)
            return _index.Contains(id);

        foreach (var (known, _) in _queue)
        {
            if (known == id)
                return true;
        }

        return false;
    }

    public void Add(ulong id, FeatureTime arrival)
    {
        if (_queue.Count == MaximumCount)
            Forget();
        _queue.Enqueue((id, arrival));
        if (_index is not null)
            _index.Add(id);
        else if (_queue.Count > ScanCount)
            _index = [.. _queue.Select(entry => entry.Id)];
    }

    /// <summary>Forgets what arrived before a time, and says how many are left.</summary>
    public int ForgetBefore(FeatureTime arrival)
    {
        while (_queue.TryPeek(out var oldest) && oldest.Arrival < arrival)
            Forget();
        if (_queue.Count <= ScanCount / 2)
            _index = null;
        return _queue.Count;
    }

    public static void Write(RememberedIds? ids, CompactWriter writer, FeatureTime reference)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        writer.WriteUnsigned((ulong)(ids?._queue.Count ?? 0));
        foreach (var (id, arrival) in ids?._queue ?? [])
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, id);
            writer.WriteBytes(bytes);
            writer.WriteSigned(arrival.Microseconds - reference.Microseconds);
            reference = arrival;
        }
    }

    public static RememberedIds? ReadFrom(ref CompactReader reader, FeatureTime reference)
    {
        RememberedIds? ids = null;
        for (var count = reader.ReadCount(sizeof(ulong) + 1); count > 0; count--)
        {
            var id = BinaryPrimitives.ReadUInt64LittleEndian(reader.ReadBytes(sizeof(ulong)));
            reference = new FeatureTime(reference.Microseconds + reader.ReadSigned());
            (ids ??= new RememberedIds()).Add(id, reference);
        }

        return ids;
    }

    private void Forget()
    {
        var (id, _) = _queue.Dequeue();
        _index?.Remove(id);
    }
}
