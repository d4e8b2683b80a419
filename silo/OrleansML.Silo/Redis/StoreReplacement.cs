using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OrleansML.Silo.Processes;
using OrleansML.Storage.Redis;

namespace OrleansML.Silo.Redis;

/// <summary>
/// Ends the process when an operator accepted another store: its grains hold state of the old one, and its entry in the membership table is
/// gone with it.
/// </summary>
internal sealed class StoreReplacement(
    StoreGuard guard, ProcessEnd process, IOptions<GuardedRedisOptions> options, TimeProvider time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.CheckPeriod, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (guard.Status is { Condition: StoreCondition.Replaced } status)
                process.End(ProcessEnd.StartAgain, $"{status.Message} What this silo holds belongs to the old one; start it again.");
        }
    }
}
