using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.Activations;

namespace Orleans.Runtime.Directory;

/// <summary>
/// The directory that the silos of the cluster keep together: every entry is kept by the silo that the ring assigns it to. Questions go
/// to that silo; where it turns out to know a newer membership, or cannot be reached because it is leaving, they are asked again.
/// </summary>
internal sealed class ClusterDirectory(
    DirectoryPartition partition, DirectoryRanges ranges, ILocalSiloDetails silo, IServiceProvider services, IOptions<SiloMessagingOptions> options)
{
    private static readonly TimeSpan UnregistrationLimit = TimeSpan.FromSeconds(5);

    /// <summary>Gets the silo that keeps the entry of a grain.</summary>
    public SiloAddress GetOwner(GrainId grainId) => ranges.View.GetOwner(grainId, silo.SiloAddress);

    /// <summary>Finds an activation in the entries of this silo; false where another silo keeps the entry or this one has to learn it yet.</summary>
    public bool TryLookupLocal(GrainId grainId, out GrainAddress? address)
    {
        var isKnown = ranges.IsKnownHere(grainId);
        address = isKnown ? partition.Lookup(grainId) : null;
        return isKnown;
    }

    /// <summary>Finds the activation of a grain.</summary>
    /// <exception cref="OrleansMessageRejectionException">The silo that keeps the entry could not be asked for the time of a call.</exception>
    public async ValueTask<GrainAddress?> LookupAsync(GrainId grainId) =>
        (await AskAsync(grainId, options.Value.ResponseTimeout, static (owner, grainId, version) => owner.Lookup(grainId, version), grainId)
            .ConfigureAwait(false)).Address;

    /// <summary>Registers an activation, in place of one that has ended if that is given; returns which is registered now.</summary>
    /// <exception cref="OrleansMessageRejectionException">The silo that keeps the entry could not be asked for the time of a call.</exception>
    public async ValueTask<GrainAddress> RegisterAsync(ActivationData activation, GrainAddress? previous)
    {
        while (true)
        {
            var answer = await AskAsync(
                activation.GrainId,
                options.Value.ResponseTimeout,
                static (owner, state, version) => owner.Register(state.Address, state.previous, version),
                (activation.Address, previous)).ConfigureAwait(false);
            activation.IsRegistered = answer.Address!.Matches(activation.Address);

            // Pairs with the barrier of the recovery: who keeps the entry since the ring changed has either been told of this activation
            // by then, or is told now.
            Interlocked.MemoryBarrier();
            if (!activation.IsRegistered || ReferenceEquals(ranges.View.Ring, answer.Ring))
            {
                return answer.Address;
            }
        }
    }

    /// <summary>Removes an activation.</summary>
    public async ValueTask UnregisterAsync(GrainAddress address) =>
        await AskAsync(address.GrainId, UnregistrationLimit, static (owner, address, version) => owner.Unregister(address, version), address)
            .ConfigureAwait(false);

    private async ValueTask<(GrainAddress? Address, ConsistentRing Ring)> AskAsync<TState>(
        GrainId grainId, TimeSpan limit, Func<IRemoteDirectory, TState, MembershipVersion, ValueTask<DirectoryAnswer>> ask, TState state)
    {
        var started = Environment.TickCount64;
        while (true)
        {
            var view = ranges.View;
            var owner = view.GetOwner(grainId, silo.SiloAddress);
            try
            {
                var answer = await ask(RemoteDirectory.Get(services, owner, silo.SiloAddress), state, view.Version).ConfigureAwait(false);
                if (answer.IsOwner)
                {
                    return (answer.Address, view.Ring);
                }

                await ranges.CatchUpAsync(answer.Version).ConfigureAwait(false);
                ThrowIfLate($"{owner} does not keep the entry as of version {answer.Version}", null);
            }
            catch (OrleansMessageRejectionException exception)
            {
                // It is not dead yet as far as this silo knows, but may be soon: then another silo keeps the entry.
                ThrowIfLate($"{owner} could not be asked", exception);
            }

            await ranges.WaitForChangeAsync(view).ConfigureAwait(false);
        }

        void ThrowIfLate(string what, Exception? exception)
        {
            if (Environment.TickCount64 - started > limit.TotalMilliseconds)
            {
                throw new OrleansMessageRejectionException($"The directory entry of {grainId} was not found within {limit}: {what}.", exception!);
            }
        }
    }
}
