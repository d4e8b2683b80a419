using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.Activations;
using Orleans.Runtime.Membership;
using Orleans.Runtime.Messaging;

namespace Orleans.Runtime.Directory;

/// <summary>Answers this and other silos about the entries that this silo keeps and the activations that it has.</summary>
internal sealed class RemoteDirectory(
    DirectoryPartition partition,
    DirectoryRanges ranges,
    ILocalSiloDetails silo,
    MembershipManager membership,
    IServiceProvider services) : IRemoteDirectory
{
    /// <summary>The type of the system target.</summary>
    public static readonly GrainType TargetType = SystemTargets.CreateType("directory");

    private readonly object _lock = new();
    private (SiloAddress[] Before, SiloAddress[] After, ILookup<SiloAddress, ActivationData> ByOwner)? _moves;

    /// <summary>Gets the directory of a silo.</summary>
    public static IRemoteDirectory Get(IServiceProvider services, SiloAddress silo, SiloAddress local) => silo.Equals(local)
        ? services.GetRequiredService<RemoteDirectory>()
        : services.GetRequiredService<IGrainFactory>().GetGrain<IRemoteDirectory>(SystemTargets.Create(TargetType, silo));

    /// <inheritdoc/>
    public ValueTask<DirectoryAnswer> Register(GrainAddress address, GrainAddress? previous, MembershipVersion version)
    {
        var known = ranges.WaitUntilKnownAsync(address.GrainId, version);
        return known.IsCompletedSuccessfully ? new(RegisterNow(address, previous, known.Result)) : RegisterLaterAsync(known);

        async ValueTask<DirectoryAnswer> RegisterLaterAsync(ValueTask<bool> known) => RegisterNow(address, previous, await known.ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public async ValueTask<DirectoryAnswer> Unregister(GrainAddress address, MembershipVersion version)
    {
        var isOwner = await ranges.WaitUntilKnownAsync(address.GrainId, version).ConfigureAwait(false);
        if (isOwner)
        {
            partition.Unregister(address);
        }

        return Answer(isOwner, null);
    }

    /// <inheritdoc/>
    public async ValueTask<DirectoryAnswer> Lookup(GrainId grainId, MembershipVersion version)
    {
        var isOwner = await ranges.WaitUntilKnownAsync(grainId, version).ConfigureAwait(false);
        return Answer(isOwner, isOwner ? partition.Lookup(grainId) : null);
    }

    /// <inheritdoc/>
    public async ValueTask<List<GrainAddress>> GetActivations(
        SiloAddress owner, List<SiloAddress> before, List<SiloAddress> after, MembershipVersion version)
    {
        await ranges.CatchUpAsync(version).ConfigureAwait(false);
        if (ranges.View.Version < version)
        {
            throw new OrleansException($"{silo.SiloAddress} knows the membership only up to version {ranges.View.Version}, not {version}.");
        }

        // Pairs with the barrier of a registration: either it is seen here, or it sees the new view and goes to the new owner.
        Interlocked.MemoryBarrier();
        return [.. GetMoves(before, after)[owner].Where(activation => activation.IsRegistered).Select(activation => activation.Address)];
    }

    /// <inheritdoc/>
    public ValueTask EndDuplicates(List<GrainAddress> registered)
    {
        var catalog = services.GetRequiredService<Catalog>();
        foreach (var address in registered)
        {
            if (catalog.TryGet(address.GrainId, out var activation) && !activation.Address.Matches(address))
            {
                activation.Deactivate(new DeactivationReason(
                    DeactivationReasonCode.DuplicateActivation, $"Another activation is registered at {address.SiloAddress}."));
            }
        }

        return default;
    }

    private DirectoryAnswer RegisterNow(GrainAddress address, GrainAddress? previous, bool isOwner)
    {
        if (!isOwner)
        {
            return Answer(false, null);
        }

        if (membership.CurrentSnapshot.GetSiloStatus(address.SiloAddress!) == SiloStatus.Dead)
        {
            throw new SiloUnavailableException($"{address.SiloAddress} has been declared dead; it may not register {address.GrainId}.");
        }

        var registered = partition.Register(address, previous);

        // Pairs with the change of the view, which removes what this silo does not keep any more.
        Interlocked.MemoryBarrier();
        if (silo.SiloAddress.Equals(ranges.View.GetOwner(address.GrainId, silo.SiloAddress)))
        {
            return Answer(true, registered);
        }

        partition.Unregister(address);
        return Answer(false, null);
    }

    private DirectoryAnswer Answer(bool isOwner, GrainAddress? address) => new() { IsOwner = isOwner, Version = ranges.View.Version, Address = address };

    private ILookup<SiloAddress, ActivationData> GetMoves(List<SiloAddress> before, List<SiloAddress> after)
    {
        // All silos that get entries by a change ask the same question: one pass over the activations answers them all.
        lock (_lock)
        {
            if (_moves is { } known && known.Before.SequenceEqual(before) && known.After.SequenceEqual(after))
            {
                return known.ByOwner;
            }

            var past = new ConsistentRing(before);
            var future = new ConsistentRing(after);
            var byOwner = services.GetRequiredService<Catalog>().All
                .Where(activation => activation.Type.UsesDirectory)
                .Select(activation => (Activation: activation, Owner: future.GetOwner(activation.GrainId)!))
                .Where(pair => !pair.Owner.Equals(past.GetOwner(pair.Activation.GrainId)))
                .ToLookup(pair => pair.Owner, pair => pair.Activation);
            _moves = ([.. before], [.. after], byOwner);
            return byOwner;
        }
    }
}
