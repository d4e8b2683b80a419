using System.Diagnostics.CodeAnalysis;
using Orleans.Runtime.Activations;
using Orleans.Runtime.Membership;
using Orleans.Runtime.Observability;

namespace Orleans.Runtime.Directory;

/// <summary>Where grains are: a cache of what was found last, in front of the directory in which a grain type is registered.</summary>
internal sealed class GrainLocator
{
    private readonly DirectoryCache _cache;
    private readonly ClusterDirectory _directory;
    private readonly NamedDirectories _named;
    private readonly ILocalSiloDetails _silo;
    private readonly MembershipManager _membership;
    private readonly DirectoryInstruments _instruments;

    /// <summary>Initializes the locator.</summary>
    public GrainLocator(
        DirectoryCache cache,
        ClusterDirectory directory,
        NamedDirectories named,
        ILocalSiloDetails silo,
        MembershipManager membership,
        DirectoryInstruments instruments)
    {
        _instruments = instruments;
        _cache = cache;
        _directory = directory;
        _named = named;
        _silo = silo;
        _membership = membership;
        membership.Changed += OnMembershipChanged;
    }

    /// <summary>Gets the silo that the ring assigns a grain to.</summary>
    public SiloAddress GetOwner(GrainId grainId) => _directory.GetOwner(grainId);

    /// <summary>Finds out without a call where a grain was last.</summary>
    public bool TryGetCached(GrainId grainId, [NotNullWhen(true)] out SiloAddress? silo) => _cache.TryGet(grainId, out silo);

    /// <summary>Forgets a stale address.</summary>
    public void Invalidate(GrainId grainId, SiloAddress silo) => _cache.Remove(grainId, silo);

    /// <summary>Remembers where a grain was placed or found, unless that silo is leaving.</summary>
    public void Remember(GrainId grainId, SiloAddress silo)
    {
        if (!silo.Equals(_silo.SiloAddress) && _membership.CurrentSnapshot.GetSiloStatus(silo) == SiloStatus.Active)
        {
            _cache.Set(grainId, silo);
        }
    }

    /// <summary>Registers an activation, in place of one that has ended if that is given; returns which is registered now.</summary>
    public async ValueTask<GrainAddress> RegisterAsync(ActivationData activation, GrainAddress? previous)
    {
        _instruments.Registrations.Add(1);
        var registered = await RegisterOnceAsync(activation, previous).ConfigureAwait(false);
        if (_silo.SiloAddress.Equals(registered.SiloAddress) && !registered.Matches(activation.Address))
        {
            // This silo has no other activation of the grain: the entry is left over from one whose end was not heard of.
            registered = await RegisterOnceAsync(activation, registered).ConfigureAwait(false);
        }

        if (registered.SiloAddress is { } silo)
        {
            Remember(activation.GrainId, silo);
        }

        return registered;
    }

    /// <summary>Removes an activation.</summary>
    public async ValueTask UnregisterAsync(ActivationData activation)
    {
        _instruments.Unregistrations.Add(1);
        if (_named.Get(activation.GrainId.Type) is { } named)
        {
            await named.Unregister(activation.Address).ConfigureAwait(false);
        }
        else
        {
            await _directory.UnregisterAsync(activation.Address).ConfigureAwait(false);
        }
    }

    /// <summary>Finds the activation of a grain.</summary>
    public async ValueTask<GrainAddress?> LookupAsync(GrainId grainId)
    {
        _instruments.Lookups.Add(1);
        var address = _named.Get(grainId.Type) is { } named
            ? await _named.LookupAsync(named, grainId).ConfigureAwait(false)
            : await _directory.LookupAsync(grainId).ConfigureAwait(false);
        if (address?.SiloAddress is not { } silo || _membership.CurrentSnapshot.GetSiloStatus(silo) == SiloStatus.Dead)
        {
            return null;
        }

        Remember(grainId, silo);
        return address;
    }

    /// <summary>Finds the activation of a grain in the entries of this silo; false where the answer is not at hand here.</summary>
    public bool TryLookupLocal(GrainId grainId, out GrainAddress? address)
    {
        address = null;
        return _named.Get(grainId.Type) is null && _directory.TryLookupLocal(grainId, out address);
    }

    private async ValueTask<GrainAddress> RegisterOnceAsync(ActivationData activation, GrainAddress? previous)
    {
        if (_named.Get(activation.GrainId.Type) is not { } named)
        {
            return await _directory.RegisterAsync(activation, previous).ConfigureAwait(false);
        }

        var registered = await _named.RegisterAsync(named, activation.Address, previous).ConfigureAwait(false);
        activation.IsRegistered = registered.Matches(activation.Address);
        return registered;
    }

    private void OnMembershipChanged(ClusterMembershipSnapshot previous, ClusterMembershipSnapshot current)
    {
        // Grains of silos that are leaving move: whoever calls them next has to ask.
        foreach (var member in current.CreateUpdate(previous).Changes)
        {
            if (member.Status.IsTerminating())
            {
                _cache.RemoveSilo(member.SiloAddress);
            }
        }
    }
}
