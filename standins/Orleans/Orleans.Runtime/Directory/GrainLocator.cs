using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Runtime.Activations;
using Orleans.Runtime.Membership;
using Orleans.Runtime.Messaging;

namespace Orleans.Runtime.Directory;

/// <summary>
/// The grain directory: which silo hosts which grain. Every active silo keeps the entries that the ring assigns to it. The activations
/// themselves are the truth: when the ring changes, silos ask each other for their activations and rebuild what they now have to keep,
/// so that losing a silo loses no entry of the others.
/// </summary>
internal sealed class GrainLocator : IRemoteDirectory
{
    /// <summary>The type of the system target.</summary>
    public static readonly GrainType TargetType = SystemTargets.CreateType("directory");

    private readonly DirectoryPartition _partition = new();
    private readonly DirectoryCache _cache;
    private readonly ILocalSiloDetails _silo;
    private readonly MembershipManager _membership;
    private readonly IServiceProvider _services;
    private readonly ILogger<GrainLocator> _logger;
    private volatile ConsistentRing _ring = new([]);
    private volatile Task _recovery = Task.CompletedTask;

    /// <summary>Initializes the directory.</summary>
    public GrainLocator(
        DirectoryCache cache, ILocalSiloDetails silo, MembershipManager membership, IServiceProvider services, ILogger<GrainLocator> logger)
    {
        _cache = cache;
        _silo = silo;
        _membership = membership;
        _services = services;
        _logger = logger;
        membership.Changed += OnMembershipChanged;
    }

    /// <summary>Gets the silo that keeps the entry of a grain.</summary>
    public SiloAddress GetOwner(GrainId grainId) => _ring.GetOwner(grainId) ?? _silo.SiloAddress;

    /// <summary>Finds out without a call where a grain was last.</summary>
    public bool TryGetCached(GrainId grainId, [NotNullWhen(true)] out SiloAddress? silo) => _cache.TryGet(grainId, out silo);

    /// <summary>Forgets a stale address.</summary>
    public void Invalidate(GrainId grainId, SiloAddress silo) => _cache.Remove(grainId, silo);

    /// <summary>Registers an activation; returns the one that was registered first.</summary>
    public ValueTask<GrainAddress> RegisterAsync(GrainAddress address)
    {
        var owner = GetOwner(address.GrainId);
        return IsLocal(owner)
            ? _recovery.IsCompleted ? new(_partition.Register(address)) : RegisterRecoveredAsync(address)
            : GetRemote(owner).Register(address);
    }

    /// <summary>Removes an activation.</summary>
    public ValueTask UnregisterAsync(GrainAddress address)
    {
        var owner = GetOwner(address.GrainId);
        if (!IsLocal(owner))
        {
            return GetRemote(owner).Unregister(address);
        }

        _partition.Unregister(address);
        return default;
    }

    /// <summary>Finds the activation of a grain.</summary>
    public async ValueTask<GrainAddress?> LookupAsync(GrainId grainId)
    {
        var owner = GetOwner(grainId);
        var address = IsLocal(owner) ? await Lookup(grainId).ConfigureAwait(false) : await GetRemote(owner).Lookup(grainId).ConfigureAwait(false);
        if (address?.SiloAddress is { } silo && !IsLocal(silo))
        {
            if (_membership.CurrentSnapshot.GetSiloStatus(silo) == SiloStatus.Dead)
            {
                return null;
            }

            _cache.Set(grainId, silo);
        }

        return address;
    }

    /// <summary>Finds the activation of a grain in the entries of this silo; false where another silo keeps the entry.</summary>
    public bool TryLookupLocal(GrainId grainId, out GrainAddress? address)
    {
        address = null;
        if (!_recovery.IsCompleted || !IsLocal(GetOwner(grainId)))
        {
            return false;
        }

        address = _partition.Lookup(grainId);
        return true;
    }

    /// <summary>Remembers where a grain was placed.</summary>
    public void Remember(GrainId grainId, SiloAddress silo) => _cache.Set(grainId, silo);

    /// <inheritdoc/>
    public ValueTask<GrainAddress> Register(GrainAddress address) =>
        _recovery.IsCompleted ? new(_partition.Register(address)) : RegisterRecoveredAsync(address);

    /// <inheritdoc/>
    public ValueTask<List<GrainAddress>> RegisterMany(List<GrainAddress> addresses)
    {
        // Not held up by the recovery: these are activations that the recovery looks for.
        var conflicts = new List<GrainAddress>();
        foreach (var address in addresses)
        {
            var registered = _partition.Register(address);
            if (!registered.Matches(address))
            {
                conflicts.Add(registered);
            }
        }

        return new(conflicts);
    }

    /// <inheritdoc/>
    public ValueTask Unregister(GrainAddress address)
    {
        _partition.Unregister(address);
        return default;
    }

    /// <inheritdoc/>
    public async ValueTask<GrainAddress?> Lookup(GrainId grainId)
    {
        await _recovery.ConfigureAwait(false);
        return _partition.Lookup(grainId);
    }

    /// <inheritdoc/>
    public ValueTask<List<GrainAddress>> GetActivations(SiloAddress owner, List<SiloAddress> ring)
    {
        var future = new ConsistentRing(ring);
        return new([.. LocalActivations().Select(activation => activation.Address).Where(address => owner.Equals(future.GetOwner(address.GrainId)))]);
    }

    private bool IsLocal(SiloAddress silo) => silo.Equals(_silo.SiloAddress);

    private IEnumerable<ActivationData> LocalActivations() => _services.GetRequiredService<Catalog>().All
        .Where(activation => activation.Type.UsesDirectory && activation.State != ActivationState.Invalid);

    private IRemoteDirectory GetRemote(SiloAddress silo) =>
        _services.GetRequiredService<IGrainFactory>().GetGrain<IRemoteDirectory>(SystemTargets.Create(TargetType, silo));

    private async ValueTask<GrainAddress> RegisterRecoveredAsync(GrainAddress address)
    {
        await _recovery.ConfigureAwait(false);
        return _partition.Register(address);
    }

    private void OnMembershipChanged(ClusterMembershipSnapshot previous, ClusterMembershipSnapshot current)
    {
        foreach (var member in current.Members.Values.Where(member => member.Status == SiloStatus.Dead))
        {
            _cache.RemoveSilo(member.SiloAddress);
            _partition.RemoveWhere(address => member.SiloAddress.Equals(address.SiloAddress));
        }

        var before = _ring;
        var after = new ConsistentRing(current.Members.Values.Where(member => member.Status == SiloStatus.Active).Select(member => member.SiloAddress));
        if (before.Silos.SequenceEqual(after.Silos))
        {
            return;
        }

        var others = after.Silos.Where(silo => !IsLocal(silo)).ToArray();
        if (after.Silos.Any(IsLocal) && others.Length > 0)
        {
            _recovery = RecoverAsync(after, others);
        }

        _ring = after;
        if (others.Length > 0)
        {
            _ = MoveRegistrationsAsync(before, after);
        }
    }

    private async Task RecoverAsync(ConsistentRing ring, SiloAddress[] others)
    {
        await Task.Yield();
        await Task.WhenAll(others.Select(async silo =>
        {
            try
            {
                await RegisterMany(await GetRemote(silo).GetActivations(_silo.SiloAddress, [.. ring.Silos]).ConfigureAwait(false)).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                // A silo that cannot be asked is on its way out of the cluster; its activations go with it.
                DirectoryLog.RecoveryFailed(_logger, exception, silo);
            }
        })).ConfigureAwait(false);
    }

    private async Task MoveRegistrationsAsync(ConsistentRing before, ConsistentRing after)
    {
        await Task.Yield();
        var moved = LocalActivations()
            .Where(activation => !Equals(before.GetOwner(activation.GrainId), after.GetOwner(activation.GrainId)))
            .GroupBy(activation => after.GetOwner(activation.GrainId)!)
            .ToArray();
        foreach (var group in moved)
        {
            try
            {
                var addresses = group.Select(activation => activation.Address).ToList();
                var conflicts = IsLocal(group.Key)
                    ? await RegisterMany(addresses).ConfigureAwait(false)
                    : await GetRemote(group.Key).RegisterMany(addresses).ConfigureAwait(false);
                foreach (var conflict in conflicts)
                {
                    group.First(activation => activation.GrainId == conflict.GrainId).Deactivate(new DeactivationReason(
                        DeactivationReasonCode.DuplicateActivation, $"Another activation is registered at {conflict.SiloAddress}."));
                }
            }
            catch (Exception exception)
            {
                DirectoryLog.MoveFailed(_logger, exception, group.Key);
            }
        }

        _partition.RemoveWhere(address => !IsLocal(GetOwner(address.GrainId)));
    }
}
