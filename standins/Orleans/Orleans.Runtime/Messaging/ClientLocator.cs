using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.Management;
using Orleans.Runtime.Membership;

namespace Orleans.Runtime.Messaging;

/// <summary>Finds the silo whose gateway an external client is connected to.</summary>
internal sealed class ClientLocator(IServiceProvider services, MembershipManager membership, ILocalSiloDetails silo)
{
    private readonly ConcurrentDictionary<GrainId, SiloAddress> _known = new();

    /// <summary>Finds the gateway of a client, or null where no silo has it.</summary>
    public async ValueTask<SiloAddress?> FindAsync(GrainId client)
    {
        if (services.GetRequiredService<Gateway>().IsConnected(client))
        {
            return silo.SiloAddress;
        }

        if (ClientIds.TryGetSilo(client, out var host))
        {
            return host;
        }

        if (_known.TryGetValue(client, out var known) && await IsConnectedAsync(known, client).ConfigureAwait(false))
        {
            return known;
        }

        var candidates = membership.ActiveSilos.Where(candidate => !candidate.Equals(silo.SiloAddress)).ToArray();
        var answers = await Task.WhenAll(candidates.Select(candidate => IsConnectedAsync(candidate, client))).ConfigureAwait(false);
        for (var i = 0; i < answers.Length; i++)
        {
            if (answers[i])
            {
                return _known[client] = candidates[i];
            }
        }

        _known.TryRemove(client, out _);
        return null;
    }

    private async Task<bool> IsConnectedAsync(SiloAddress candidate, GrainId client)
    {
        try
        {
            return await SiloControl.Get(services.GetRequiredService<IGrainFactory>(), candidate).HasClient(client).ConfigureAwait(false);
        }
        catch (OrleansException)
        {
            return false;
        }
    }
}
