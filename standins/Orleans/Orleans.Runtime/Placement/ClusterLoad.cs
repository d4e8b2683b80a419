using System.Collections.Concurrent;
using Orleans.Runtime.Activations;

namespace Orleans.Runtime.Placement;

/// <summary>The load of all silos as they reported it last, plus what this silo has placed on them since.</summary>
internal sealed class ClusterLoad(Catalog catalog, ILocalSiloDetails local)
{
    private readonly ConcurrentDictionary<SiloAddress, Entry> _entries = new();

    /// <summary>Takes over the report of a silo.</summary>
    public void Update(SiloAddress silo, SiloRuntimeStatistics statistics) => _entries[silo] = new Entry { Statistics = statistics };

    /// <summary>Forgets all silos but the given ones.</summary>
    public void Retain(IReadOnlySet<SiloAddress> alive)
    {
        foreach (var silo in _entries.Keys.Where(silo => !alive.Contains(silo)))
        {
            _entries.TryRemove(silo, out _);
        }
    }

    /// <summary>Gets the last report of a silo, or null where there is none.</summary>
    public SiloRuntimeStatistics? Get(SiloAddress silo) => _entries.GetValueOrDefault(silo)?.Statistics;

    /// <summary>Gets the estimated number of activations of a silo.</summary>
    public int GetActivationCount(SiloAddress silo)
    {
        var entry = _entries.GetValueOrDefault(silo);
        return silo.Equals(local.SiloAddress) ? catalog.Count : (entry?.Statistics?.ActivationCount ?? 0) + Volatile.Read(ref (entry ?? Entry.None).Placed);
    }

    /// <summary>Counts a placement in until the silo reports again.</summary>
    public void OnPlaced(SiloAddress silo) => Interlocked.Increment(ref _entries.GetOrAdd(silo, static _ => new Entry()).Placed);

    private sealed class Entry
    {
        public static readonly Entry None = new();
        public int Placed;

        public SiloRuntimeStatistics? Statistics { get; init; }
    }
}
