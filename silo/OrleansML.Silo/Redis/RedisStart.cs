using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansML.Client;
using OrleansML.Storage.Redis;
using StackExchange.Redis;

namespace OrleansML.Silo.Redis;

/// <summary>
/// Holds a silo back until Redis answers and is the store of this cluster's data: a silo that joined by the empty table of another server
/// would form a cluster of its own. Warns of settings under which Redis loses what it acknowledged.
/// </summary>
internal sealed partial class RedisStart(RedisConnection redis, StoreGuard guard, TimeProvider time, ILogger<RedisStart> logger) : IHostedService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var last = StoreCondition.Unknown;
        while (true)
        {
            var status = await guard.TryOpenAsync(cancellationToken);
            if (status.Condition is StoreCondition.Open)
                break;

            await ThrowIfRefusedAsync();
            if (status.Condition != last)
                Report(status);
            last = status.Condition;
            await Task.Delay(Pause, time, cancellationToken);
        }

        if (last is not StoreCondition.Unknown)
            LogOpen(guard.Status.Message);
        foreach (var risk in RedisDurability.RisksOf(await ReadSettingsAsync(cancellationToken)))
            LogRisk(redis.Servers, risk);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Waiting does not help against a wrong password.
    private async Task ThrowIfRefusedAsync()
    {
        var connection = await redis.GetAsync();
        try
        {
            await connection.GetDatabase().PingAsync();
        }
        catch (RedisConnectionException exception) when (exception.FailureType is ConnectionFailureType.AuthenticationFailure)
        {
            throw Refused(exception);
        }
        catch (RedisServerException exception) when (exception.Message.StartsWith("NOAUTH", StringComparison.Ordinal)
            || exception.Message.StartsWith("WRONGPASS", StringComparison.Ordinal))
        {
            throw Refused(exception);
        }
        catch (Exception exception) when (RedisFaults.IsOfRedis(exception) || exception is OperationCanceledException)
        {
            // It is not there, which the guard has reported.
        }
    }

    private StartupException Refused(Exception exception) => new(
        $"Redis at {redis.Servers} refuses this process: {exception.Message} Set user and password in "
        + $"{ClusterConnectionOptions.Section}:{nameof(ClusterConnectionOptions.Redis)}, for instance '{redis.Servers},user=...,password=...'.",
        exception);

    private async Task<IReadOnlyDictionary<string, string>> ReadSettingsAsync(CancellationToken cancellationToken)
    {
        var settings = new Dictionary<string, string>();
        var database = (await redis.GetAsync()).GetDatabase();
        foreach (var name in RedisDurability.Settings)
        {
            try
            {
                var reply = await database.ExecuteAsync("CONFIG", "GET", name).WaitAsync(cancellationToken);
                if (reply.Length == 2)
                    settings[name] = (string?)reply[1] ?? "";
            }
            catch (Exception exception) when (RedisFaults.IsOfRedis(exception))
            {
                // A managed service does not show its settings; then its owner vouches for them.
                LogUnknown(redis.Servers, name, exception.Message);
            }
        }

        return settings;
    }

    private void Report(StoreStatus status)
    {
        if (status.Condition is StoreCondition.Unreachable)
            LogWaiting(status.Message, ClusterConnectionOptions.Section);
        else
            LogClosed(status.Message);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Status}")]
    private partial void LogOpen(string status);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Status} ({Section}:Redis, --redis) This silo waits for it.")]
    private partial void LogWaiting(string status, string section);

    [LoggerMessage(Level = LogLevel.Critical, Message = "{Status} This silo waits for that.")]
    private partial void LogClosed(string status);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Redis at {Servers}: {Risk}")]
    private partial void LogRisk(string servers, string risk);

    [LoggerMessage(Level = LogLevel.Information, Message = "Redis at {Servers} does not show its setting '{Setting}': {Reason}")]
    private partial void LogUnknown(string servers, string setting, string reason);
}
