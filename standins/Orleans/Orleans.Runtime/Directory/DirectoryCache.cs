using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.Observability;

namespace Orleans.Runtime.Directory;

/// <summary>Where grains of other silos were found last.</summary>
internal sealed class DirectoryCache
{
    private readonly ConcurrentDictionary<GrainId, SiloAddress> _silos = new();
    private readonly GrainDirectoryOptions _options;
    private readonly DirectoryInstruments _instruments;
    private int _count;

    /// <summary>Initializes an empty cache.</summary>
    public DirectoryCache(IOptions<GrainDirectoryOptions> options, DirectoryInstruments instruments)
    {
        _options = options.Value;
        _instruments = instruments;
        instruments.ObserveCache(() => _count);
    }

    /// <summary>Finds the silo of a grain.</summary>
    public bool TryGet(GrainId grainId, [NotNullWhen(true)] out SiloAddress? silo)
    {
        var found = _silos.TryGetValue(grainId, out silo);
        _instruments.CacheLookups.Add(1);
        if (found)
        {
            _instruments.CacheHits.Add(1);
        }

        return found;
    }

    /// <summary>Remembers the silo of a grain.</summary>
    public void Set(GrainId grainId, SiloAddress silo)
    {
        if (_silos.TryGetValue(grainId, out var known))
        {
            if (!known.Equals(silo))
            {
                _silos[grainId] = silo;
            }

            return;
        }

        // A full cache starts over: entries come back with the next call, and counting uses would cost every call.
        if (Interlocked.Increment(ref _count) > _options.CacheSize)
        {
            _silos.Clear();
            Volatile.Write(ref _count, 0);
        }

        _silos[grainId] = silo;
    }

    /// <summary>Forgets the silo of a grain, if it is the given one.</summary>
    public void Remove(GrainId grainId, SiloAddress silo)
    {
        if (_silos.TryRemove(new(grainId, silo)))
        {
            Interlocked.Decrement(ref _count);
        }
    }

    /// <summary>Forgets all grains of a silo.</summary>
    public void RemoveSilo(SiloAddress silo)
    {
        foreach (var pair in _silos)
        {
            if (pair.Value.Equals(silo))
            {
                Remove(pair.Key, silo);
            }
        }
    }
}
