using System.Collections.Concurrent;

namespace Orleans.Runtime.Directory;

/// <summary>The entries of the grain directory that this silo keeps.</summary>
internal sealed class DirectoryPartition
{
    private readonly ConcurrentDictionary<GrainId, GrainAddress> _entries = new();

    /// <summary>Gets the number of entries.</summary>
    public int Count => _entries.Count;

    /// <summary>Registers an activation; returns the one that was registered first.</summary>
    public GrainAddress Register(GrainAddress address) => _entries.GetOrAdd(address.GrainId, address);

    /// <summary>Removes an activation; another activation of the same grain stays.</summary>
    public void Unregister(GrainAddress address)
    {
        if (_entries.TryGetValue(address.GrainId, out var registered) && registered.Matches(address))
        {
            _entries.TryRemove(new(address.GrainId, registered));
        }
    }

    /// <summary>Finds the activation of a grain.</summary>
    public GrainAddress? Lookup(GrainId grainId) => _entries.GetValueOrDefault(grainId);

    /// <summary>Removes all entries that satisfy a condition.</summary>
    public void RemoveWhere(Func<GrainAddress, bool> condition)
    {
        foreach (var pair in _entries)
        {
            if (condition(pair.Value))
            {
                _entries.TryRemove(pair);
            }
        }
    }
}
