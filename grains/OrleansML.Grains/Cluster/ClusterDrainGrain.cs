using OrleansML.Cluster;
using OrleansML.Grains.Placement;

namespace OrleansML.Grains.Cluster;

/// <summary>Decides one after the other, so that two requests cannot take the last two silos of a pool together.</summary>
internal sealed class ClusterDrainGrain(PoolSilos pools, TimeProvider time) : Grain, IClusterDrainGrain
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);
    private static readonly TimeSpan PartTimeout = TimeSpan.FromSeconds(5);

    public async Task<SiloDrainStatus> Start(DrainRequest request)
    {
        if (request.Timeout < Shortest || request.Timeout > Longest)
        {
            throw new OrleansMLException(
                ErrorCode.InvalidRequest, $"The timeout of a drain is {request.Timeout}; it must lie between {Shortest} and {Longest}.");
        }

        var hosts = await ClusterMembers.ReadAsync(GrainFactory, time);
        var host = SiloSelector.Find(request.Silo, hosts);
        if (host.Status != SiloStatus.Active)
            return Describe(host, PhaseOf(host));

        if (!request.Force && await IsLastOfItsPool(host, hosts))
        {
            throw new OrleansMLException(
                ErrorCode.Conflict,
                $"Silo '{host.SiloName}' is the last of pool '{pools.PoolOf(host.SiloAddress)}' that serves: nobody could take over its models. "
                + "Start another silo of the pool first, or force the drain and lose them until one comes.");
        }

        return Describe(host, await Agent(host).Drain(request.Timeout, request.Force));
    }

    public async Task<SiloDrainStatus> GetStatus(string silo)
    {
        var host = SiloSelector.Find(silo, await ClusterMembers.ReadAsync(GrainFactory, time));
        return Describe(host, host.Status == SiloStatus.Active ? await AskAgent(host) ?? PhaseOf(host) : PhaseOf(host));
    }

    private async Task<bool> IsLastOfItsPool(MembershipEntry host, MembershipEntry[] hosts)
    {
        var pool = pools.PoolOf(host.SiloAddress);
        var others = hosts.Where(other => other.Status == SiloStatus.Active
            && !other.SiloAddress.Equals(host.SiloAddress) && pools.PoolOf(other.SiloAddress) == pool);
        var progress = await Task.WhenAll(others.Select(AskAgent));
        return progress.All(other => other is not { Phase: SiloDrainPhase.None or SiloDrainPhase.Failed });
    }

    private async Task<SiloDrainProgress?> AskAgent(MembershipEntry host)
    {
        try
        {
            return (await Agent(host).GetReport().WaitAsync(PartTimeout, time)).Drain;
        }
        catch (Exception exception) when (exception is TimeoutException or OrleansException or OrleansMLException)
        {
            // A silo that does not answer is no help to others.
            return null;
        }
    }

    private ISiloAgentGrain Agent(MembershipEntry host) => GrainFactory.GetGrain<ISiloAgentGrain>(host.SiloAddress.ToParsableString());

    private static SiloDrainProgress PhaseOf(MembershipEntry host) => new()
    {
        Phase = host.Status switch
        {
            SiloStatus.Dead => SiloDrainPhase.Stopped,
            SiloStatus.ShuttingDown or SiloStatus.Stopping => SiloDrainPhase.Stopping,
            _ => SiloDrainPhase.None,
        },
    };

    private static SiloDrainStatus Describe(MembershipEntry host, SiloDrainProgress progress) => new()
    {
        Address = host.SiloAddress.ToParsableString(),
        Name = host.SiloName ?? "",
        Status = host.Status.ToString(),
        Progress = progress,
    };
}
