using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime.Messaging;

/// <summary>
/// The calls of this process that wait for a response. Adding and removing allocates nothing: slots are reused, and the
/// generation of a slot is part of the id, so that a late response never meets a later call.
/// </summary>
internal sealed class CallTable
{
    private const int ShardBits = 4;
    private const int SlotBits = 28;
    private readonly Shard[] _shards = new Shard[1 << ShardBits];

    /// <summary>Initializes an empty table.</summary>
    public CallTable()
    {
        for (var i = 0; i < _shards.Length; i++)
        {
            _shards[i] = new Shard();
        }
    }

    /// <summary>Gets the number of waiting calls.</summary>
    public int Count => _shards.Sum(shard => shard.Count);

    /// <summary>Adds a call and sets its id.</summary>
    public void Add(Message request)
    {
        var index = Thread.GetCurrentProcessorId() & ((1 << ShardBits) - 1);
        var shard = _shards[index];
        lock (shard)
        {
            var slot = shard.Rent();
            ref var entry = ref shard.Entries[slot];
            request.Id = ((long)entry.Generation << (ShardBits + SlotBits)) | ((long)slot << ShardBits) | (uint)index;
            entry.Request = request;
        }
    }

    /// <summary>Removes a call; false where it has been removed before.</summary>
    public bool TryRemove(long id, [NotNullWhen(true)] out Message? request)
    {
        var shard = _shards[id & ((1 << ShardBits) - 1)];
        var slot = (int)(id >> ShardBits) & ((1 << SlotBits) - 1);
        lock (shard)
        {
            if (slot >= shard.Entries.Length || shard.Entries[slot].Request is not { } waiting || waiting.Id != id)
            {
                request = null;
                return false;
            }

            shard.Return(slot);
            request = waiting;
            return true;
        }
    }

    /// <summary>Finds a call without removing it.</summary>
    public bool TryGet(long id, [NotNullWhen(true)] out Message? request)
    {
        var shard = _shards[id & ((1 << ShardBits) - 1)];
        var slot = (int)(id >> ShardBits) & ((1 << SlotBits) - 1);
        lock (shard)
        {
            request = slot < shard.Entries.Length && shard.Entries[slot].Request is { } waiting && waiting.Id == id ? waiting : null;
            return request is not null;
        }
    }

    /// <summary>Collects the waiting calls that satisfy a condition, without removing them.</summary>
    public List<Message> Where<TState>(TState state, Func<Message, TState, bool> condition)
    {
        var found = new List<Message>();
        foreach (var shard in _shards)
        {
            lock (shard)
            {
                if (shard.Count == 0)
                {
                    continue;
                }

                foreach (ref var entry in shard.Entries.AsSpan())
                {
                    if (entry.Request is { } request && condition(request, state))
                    {
                        found.Add(request);
                    }
                }
            }
        }

        return found;
    }

    private struct Entry
    {
        public Message? Request;
        public int Generation;
        public int NextFree;
    }

    private sealed class Shard
    {
        public Entry[] Entries = [];
        public int Count;
        private int _firstFree = -1;
        private int _used;

        public int Rent()
        {
            Count++;
            var slot = _firstFree;
            if (slot >= 0)
            {
                _firstFree = Entries[slot].NextFree;
                return slot;
            }

            if (_used == Entries.Length)
            {
                Array.Resize(ref Entries, Math.Max(16, _used * 2));
            }

            return _used++;
        }

        public void Return(int slot)
        {
            Count--;
            ref var entry = ref Entries[slot];
            entry.Request = null;
            entry.Generation = (entry.Generation + 1) & int.MaxValue;
            entry.NextFree = _firstFree;
            _firstFree = slot;
        }
    }
}
