using System.Collections.Concurrent;

namespace Orleans.Runtime.Directory;

/// <summary>The entries of the grain directory that this silo keeps.</summary>
internal sealed class DirectoryPartition
{
    private readonly ConcurrentDictionary<GrainId, GrainAddress> _entries = new();

    /// <summary>Gets the number of entries.</summary>
    public int Count => _entries.Count;

    /// <summary>Registers an activation unless the grain has one; returns the one that is registered now.</summary>
    /// <param name="address">The activation.</param>
    /// <param name="previous">An activation that is known to have ended and is replaced, or null.</param>
    public GrainAddress Register(GrainAddress address, GrainAddress? previous)
    {
        while (true)
        {
            var registered = _entries.GetOrAdd(address.GrainId, address);
            if (previous is null || !registered.Matches(previous) || _entries.TryUpdate(address.GrainId, address, registered))
            {
                return previous is not null && registered.Matches(previous) ? address : registered;
            }
        }
    }

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
