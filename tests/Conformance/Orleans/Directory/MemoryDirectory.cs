using System.Collections.Concurrent;
using Orleans.GrainDirectory;

namespace OrleansML.Conformance.Directory;

/// <summary>A grain directory that all silos of the process share; it never forgets the entries of dead silos by itself.</summary>
internal sealed class MemoryDirectory : IGrainDirectory
{
    private readonly ConcurrentDictionary<GrainId, GrainAddress> _entries = new();

    public ICollection<GrainAddress> Entries => _entries.Values;

    public Task<GrainAddress?> Register(GrainAddress address) => Register(address, null);

    public Task<GrainAddress?> Register(GrainAddress address, GrainAddress? previousAddress)
    {
        var registered = _entries.AddOrUpdate(
            address.GrainId, address, (_, present) => previousAddress is not null && present.Matches(previousAddress) ? address : present);
        return Task.FromResult<GrainAddress?>(registered);
    }

    public Task Unregister(GrainAddress address)
    {
        if (_entries.TryGetValue(address.GrainId, out var present) && present.Matches(address))
        {
            _entries.TryRemove(new(address.GrainId, present));
        }

        return Task.CompletedTask;
    }

    public async Task<GrainAddress?> Lookup(GrainId grainId)
    {
        // What was looked up is old by the time that it arrives, so that several silos find nothing and activate at once.
        var found = _entries.GetValueOrDefault(grainId);
        await Task.Delay(20);
        return found;
    }

    public Task UnregisterSilos(List<SiloAddress> siloAddresses) => Task.CompletedTask;
}
