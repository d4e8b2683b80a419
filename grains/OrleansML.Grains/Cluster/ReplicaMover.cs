using Microsoft.Extensions.Logging;
using OrleansML.Cluster;
using OrleansML.Grains.Placement;
using OrleansML.Models;

namespace OrleansML.Grains.Cluster;

/// <summary>
/// Moves replicas off this silo without a failed request: the other silo loads the model first, then the activation here ends, which lets
/// its running requests finish and sends the waiting ones on.
/// </summary>
internal sealed partial class ReplicaMover(
    IGrainFactory grains, ISiloStatusOracle membership, ILocalSiloDetails silo, PoolSilos pools, ILogger<ReplicaMover> logger)
{
    /// <summary>The silo that the replica belongs to as things are; null when its pool has no other silo than this one.</summary>
    public SiloAddress? FindHome(ModelKey key)
    {
        var members = pools.Of(key.Pool, membership.GetActiveSilos());
        if (members.Length == 0)
            return null;

        var text = key.ToString();
        return ReplicaPlacement.Choose(text[..text.LastIndexOf('/')], key.Replica, members);
    }

    /// <summary>Has another silo load the replica's model.</summary>
    public Task PreloadAsync(ModelKey key, SiloAddress target, CancellationToken cancellationToken) =>
        grains.GetGrain<ISiloAgentGrain>(target.ToParsableString()).Preload(key.Model, key.Version, cancellationToken)
            .WaitAsync(cancellationToken);

    /// <summary>Ends an activation here; the next request places it anew.</summary>
    public async Task ReleaseAsync(ModelKey key, IGrainContext context, CancellationToken cancellationToken)
    {
        LogReleased(logger, key, silo.SiloAddress);
        context.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "The replica moves to another silo."), CancellationToken.None);
        await context.Deactivated.WaitAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Replica {Key} leaves silo {Silo}.")]
    private static partial void LogReleased(ILogger logger, ModelKey key, SiloAddress silo);
}
