using System.Collections.Concurrent;

namespace OrleansML.Grains.Placement;

/// <summary>The silos that are about to leave, as far as this silo was told; no replica is placed on them while there are others.</summary>
internal sealed class LeavingSilos
{
    private readonly ConcurrentDictionary<SiloAddress, bool> _silos = new();

    public bool Contains(SiloAddress silo) => _silos.ContainsKey(silo);

    public void Note(SiloAddress silo, bool leaving)
    {
        if (leaving)
            _silos[silo] = true;
        else
            _silos.TryRemove(silo, out _);
    }
}
