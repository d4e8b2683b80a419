using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansML.Training;

namespace OrleansML.Grains.Training;

/// <summary>Wakes runs that have not ended now and then, so that one whose coordinator was lost goes on elsewhere.</summary>
internal sealed partial class TrainingRuns(IGrainFactory grains, ISiloStatusOracle membership, TimeProvider time, ILogger<TrainingRuns> logger)
    : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

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
        try
        {
            var catalog = grains.GetGrain<ITrainingCatalogGrain>(ITrainingCatalogGrain.Key);
            foreach (var run in await catalog.List(activeOnly: true))
            {
                if (!await grains.GetGrain<ITrainingCoordinatorGrain>(run).Ensure())
                    await catalog.NoteEnded(run, hasEnded: true);
            }
        }
        catch (Exception exception)
        {
            // The next round has them again.
            LogNotWoken(logger, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The training runs could not be woken this time.")]
    private static partial void LogNotWoken(ILogger logger, Exception exception);
}
