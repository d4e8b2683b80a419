using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;

namespace OrleansML.Grains.Monitoring;

/// <summary>Keeps what was merged by what it was made of, in bounded memory: what was not asked for longest goes first. Safe for concurrent use.</summary>
internal sealed class MergedMemory(IOptions<MonitoringOptions> options)
{
    private readonly long _most = (long)options.Value.ReportMemoryMiB << 20;
    private readonly Lock _lock = new();
    private readonly Dictionary<UInt128, LinkedListNode<Entry>> _entries = [];
    private readonly LinkedList<Entry> _byUse = [];
    private long _bytes;

    /// <summary>Finds what is kept.</summary>
    public bool TryGet<T>(UInt128 key, [NotNullWhen(true)] out T? value)
        where T : class
    {
        lock (_lock)
        {
            value = null;
            if (!_entries.TryGetValue(key, out var node))
                return false;

            _byUse.Remove(node);
            _byUse.AddLast(node);
            value = (T)node.Value.Value;
            return true;
        }
    }

    /// <summary>Keeps something that nobody changes any more.</summary>
    public void Keep(UInt128 key, object value, long bytes)
    {
        lock (_lock)
        {
            if (bytes > _most || _entries.ContainsKey(key))
                return;

            _entries.Add(key, _byUse.AddLast(new Entry(key, value, bytes)));
            for (_bytes += bytes; _bytes > _most;)
            {
                var oldest = _byUse.First!.Value;
                _byUse.RemoveFirst();
                _entries.Remove(oldest.Key);
                _bytes -= oldest.Bytes;
            }
        }
    }

    private sealed record Entry(UInt128 Key, object Value, long Bytes);
}
