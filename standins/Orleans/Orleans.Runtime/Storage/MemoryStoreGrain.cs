using System.Globalization;

namespace Orleans.Runtime.Storage;

/// <summary>Keeps a part of the state of memory storage. It is never collected, because that would lose the state.</summary>
[KeepAlive]
[GrainType("sys-memory-store")]
internal sealed class MemoryStoreGrain : Grain, IMemoryStoreGrain
{
    private readonly Dictionary<string, MemoryRecord> _records = [];
    private long _lastEtag;

    /// <inheritdoc/>
    public ValueTask<MemoryRecord?> Read(string key) => new(_records.GetValueOrDefault(key));

    /// <inheritdoc/>
    public ValueTask<MemoryRecord> Write(string key, MemoryRecord record)
    {
        var stored = _records.GetValueOrDefault(key);
        if (stored?.Etag != record.Etag)
        {
            return new(new MemoryRecord { Etag = stored?.Etag, IsConflict = true });
        }

        var etag = (++_lastEtag).ToString(CultureInfo.InvariantCulture);
        _records[key] = new MemoryRecord { Data = record.Data, Etag = etag };
        return new(new MemoryRecord { Etag = etag });
    }

    /// <inheritdoc/>
    public ValueTask<MemoryRecord?> Delete(string key, string? etag)
    {
        if (_records.TryGetValue(key, out var stored) && stored.Etag != etag)
        {
            return new(new MemoryRecord { Etag = stored.Etag, IsConflict = true });
        }

        _records.Remove(key);
        return new((MemoryRecord?)null);
    }
}
