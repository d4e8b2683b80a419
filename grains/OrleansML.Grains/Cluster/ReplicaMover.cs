using Microsoft.Extensions.Logging;
using OrleansML.Cluster;
using OrleansML.Grains.Placement;
using OrleansML.Models;

namespace OrleansML.Grains.Cluster;

/// <summary>
/// Moves replicas off this silo without a failed request: the other silo loads the model first, then the activation migrates, which lets
/// its running requests finish and sends the waiting ones on.
/// </summary>
internal sealed partial class ReplicaMover(
    IGrainFactory grains, ISiloStatusOracle membership, ILocalSiloDetails silo, PoolSilos pools, TimeProvider time, ILogger<ReplicaMover> logger)
{
    private static readonly TimeSpan AskTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan PreloadTimeout = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan MigrateTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>The silo that the replica belongs to as things are; null when its pool has no other silo than this one.</summary>
    public SiloAddress? FindHome(ModelKey key)
    {
        var members = pools.Of(key.Pool, membership.GetActiveSilos());
        if (members.Length == 0)
            return null;

        var text = key.ToString();
        return ReplicaPlacement.Choose(text[..text.LastIndexOf('/')], key.Replica, members);
    }

    /// <summary>Asks silos whose pool is not known for it.</summary>
    public Task LearnPoolsAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(membership.GetActiveSilos().Where(member => pools.PoolOf(member).Length == 0).Select(async member =>
        {
            try
            {
                var pool = await grains.GetGrain<ISiloAgentGrain>(member.ToParsableString()).GetPool().WaitAsync(AskTimeout, time, cancellationToken);
                pools.Learn(member, pool);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                // Until the next look no replica comes to it from here.
                LogPoolUnknown(logger, member, exception);
            }
        }));

    /// <summary>Has another silo load the replica's model and waits until it has. A call that gets lost is made again.</summary>
    public async Task PreloadAsync(ModelKey key, SiloAddress target, CancellationToken cancellationToken)
    {
        var agent = grains.GetGrain<ISiloAgentGrain>(target.ToParsableString());
        while (!await TryPreloadAsync(agent, key, target, cancellationToken))
            await Task.Delay(Pause, time, cancellationToken);
    }

    private async Task<bool> TryPreloadAsync(ISiloAgentGrain agent, ModelKey key, SiloAddress target, CancellationToken cancellationToken)
    {
        try
        {
            return await agent.Preload(key.Model, key.Version).WaitAsync(PreloadTimeout, time, cancellationToken);
        }
        catch (Exception exception) when (exception is TimeoutException or OrleansException && membership.GetApproximateSiloStatus(target) == SiloStatus.Active)
        {
            LogNoAnswer(logger, target, exception);
            return false;
        }
    }

    /// <summary>
    /// Moves an activation to where placement puts it now. A plain deactivation would not do: calls that still know the old address would
    /// bring the replica to life here again.
    /// </summary>
    public async Task ReleaseAsync(ModelKey key, IGrainContext context, CancellationToken cancellationToken)
    {
        LogReleased(logger, key, silo.SiloAddress);
        context.Migrate(null, CancellationToken.None);
        try
        {
            await context.Deactivated.WaitAsync(MigrateTimeout, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // Migration is declined where placement finds no other silo at that moment; the activation ends then, and the next call places it.
            context.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "The replica leaves."), cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Silo {Silo} did not answer whether it has loaded a model; it is asked again.")]
    private static partial void LogNoAnswer(ILogger logger, SiloAddress silo, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Silo {Silo} did not tell its pool.")]
    private static partial void LogPoolUnknown(ILogger logger, SiloAddress silo, Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "Replica {Key} leaves silo {Silo}.")]
    private static partial void LogReleased(ILogger logger, ModelKey key, SiloAddress silo);
}
