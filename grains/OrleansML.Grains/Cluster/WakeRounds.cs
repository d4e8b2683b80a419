using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OrleansML.Grains.Cluster;

/// <summary>
/// Wakes grains that have work to do now and then, so that what a lost silo did goes on elsewhere even where nobody asks for it. Every active silo does
/// so: waking one that is awake changes nothing.
/// </summary>
/// <param name="period">Time between two rounds.</param>
/// <param name="membership">Whether this silo is part of the cluster.</param>
/// <param name="time">Clock of the rounds.</param>
/// <param name="logger">Told of what failed.</param>
internal abstract partial class WakeRounds(TimeSpan period, ISiloStatusOracle membership, TimeProvider time, ILogger logger) : BackgroundService
{
    /// <summary>Names of what may have to be woken.</summary>
    protected abstract Task<string[]> ListAsync();

    /// <summary>Wakes one of them where it has work to do.</summary>
    protected abstract Task WakeAsync(string name);

    /// <summary>Removes what nobody needs any more, once a round.</summary>
    protected virtual Task TidyAsync() => Task.CompletedTask;

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                if (membership.CurrentStatus == SiloStatus.Active)
                    await RunAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // The silo stops.
        }
    }

    private async Task RunAsync()
    {
        string[] names = [];
        await TryAsync("the list", async () => names = await ListAsync());
        foreach (var name in names)
            await TryAsync(name, () => WakeAsync(name));
        await TryAsync("tidying up", TidyAsync);
    }

    private async Task TryAsync(string what, Func<Task> part)
    {
        try
        {
            await part();
        }
        catch (Exception exception)
        {
            // The others have nothing to do with it, and the next round has it again.
            LogNotWoken(logger, what, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "A round could not see to {What} this time.")]
    private static partial void LogNotWoken(ILogger logger, string what, Exception exception);
}
