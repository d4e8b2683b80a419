using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansML.Grains.Models;
using OrleansML.Models;

namespace OrleansML.Grains.Cluster;

/// <summary>
/// Sends replicas home. After a silo was lost or restarted its replicas run on others, and two replicas of one model may have come together
/// on one silo, whose loss would take both; a silo that is new has none. A replica moves when another silo was its home in two looks in a row.
/// </summary>
internal sealed partial class ReplicaBalancer(
    LocalReplicas replicas, ReplicaMover mover, SiloDrain drain, ISiloStatusOracle membership, TimeProvider time, ILogger<ReplicaBalancer> logger)
    : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan MoveTimeout = TimeSpan.FromMinutes(1);

    private Dictionary<ModelKey, SiloAddress> _away = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            do
            {
                if (membership.CurrentStatus != SiloStatus.Active || drain.IsLeaving)
                    continue;

                await mover.LearnPoolsAsync(stoppingToken);
                await BalanceAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The silo stops.
        }
    }

    private async Task BalanceAsync(CancellationToken stoppingToken)
    {
        var away = new Dictionary<ModelKey, SiloAddress>();
        foreach (var (key, context) in replicas.ToArray())
        {
            if (mover.FindHome(key) is not { } home || home.Equals(membership.SiloAddress))
                continue;

            if (_away.TryGetValue(key, out var before) && before.Equals(home))
                await MoveAsync(key, context, home, stoppingToken);
            else
                away[key] = home;
        }

        _away = away;
    }

    private async Task MoveAsync(ModelKey key, IGrainContext context, SiloAddress home, CancellationToken stoppingToken)
    {
        using var timeout = new CancellationTokenSource(MoveTimeout, time);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stoppingToken);
        try
        {
            await mover.PreloadAsync(key, home, stopping.Token);
            await mover.ReleaseAsync(key, context, stopping.Token);
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            // It serves on from here, and the next look tries again.
            LogNotMoved(logger, key, home, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Replica {Key} could not be moved to silo {Home} and stays.")]
    private static partial void LogNotMoved(ILogger logger, ModelKey key, SiloAddress home, Exception exception);
}
