using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace OrleansML.Storage.Redis;

/// <summary>Looks at the store every few seconds, and says once what changed.</summary>
internal sealed partial class StoreWatch(
    StoreGuard guard, IOptions<GuardedRedisOptions> options, TimeProvider time, ILogger<StoreWatch> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var last = guard.Status.Condition;
        using var timer = new PeriodicTimer(options.Value.CheckPeriod, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var status = await guard.CheckAsync(stoppingToken);
            if (status.Condition != last)
                Report(status);
            last = status.Condition;
        }
    }

    private void Report(StoreStatus status)
    {
        if (status.Condition is StoreCondition.Open)
            LogOpen(status.Message);
        else if (status.Condition is StoreCondition.Unreachable)
            LogUnreachable(status.Message);
        else
            LogClosed(status.Message);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Status}")]
    private partial void LogOpen(string status);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Status}")]
    private partial void LogUnreachable(string status);

    [LoggerMessage(Level = LogLevel.Critical, Message = "{Status}")]
    private partial void LogClosed(string status);
}
