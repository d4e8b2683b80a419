using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansML.Deployments;
using OrleansML.Registry;

namespace OrleansML.Grains.Deployments;

/// <summary>Wakes the deployments with a canary now and then, so that one whose silo was lost goes on elsewhere even without requests.</summary>
internal sealed partial class DeploymentWatch(
    IGrainFactory grains, ISiloStatusOracle membership, TimeProvider time, ILogger<DeploymentWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                if (membership.CurrentStatus == SiloStatus.Active)
                    await WakeAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // The silo stops.
        }
    }

    private async Task WakeAsync()
    {
        string[] names = [];
        await TryAsync(async () => names = await grains.GetGrain<IModelCatalogGrain>(IModelCatalogGrain.Key).List());
        foreach (var name in names)
            await TryAsync(() => WakeAsync(name));
    }

    private async Task WakeAsync(string model)
    {
        var serving = await grains.GetGrain<IModelRegistryGrain>(model).GetSnapshot();
        if (serving.Plan?.Canary is not null)
            await grains.GetGrain<IDeploymentGrain>(model).Wake();
    }

    private async Task TryAsync(Func<Task> part)
    {
        try
        {
            await part();
        }
        catch (Exception exception)
        {
            // The others have nothing to do with it, and the next round has it again.
            LogNotWoken(logger, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The deployments of models could not be woken this time.")]
    private static partial void LogNotWoken(ILogger logger, Exception exception);
}
