using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansML.Client;
using StackExchange.Redis;

namespace OrleansML.Silo;

/// <summary>Lets a gateway start before its silos: it tries again until one answers, and says so in one line each time.</summary>
internal sealed partial class SiloConnectionRetry : IClientConnectionRetryFilter
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly TimeProvider _time;
    private readonly ILogger<SiloConnectionRetry> _logger;
    private readonly string _source;
    private readonly string _hint;
    private int _attempts;

    public SiloConnectionRetry(IServiceProvider services, IConfiguration configuration, ILogger<SiloConnectionRetry> logger)
    {
        _time = services.GetService<TimeProvider>() ?? TimeProvider.System;
        _logger = logger;
        var gateways = configuration.GetSection($"{OrleansMLClientOptions.Section}:Gateways").Get<string[]>() ?? [];
        _source = services.GetService<RedisConnection>() is { } redis
            ? $"the addresses in Redis at {redis.Servers} ({ClusterConnectionOptions.Section}:Redis, --redis)"
            : $"{string.Join(", ", gateways.DefaultIfEmpty(OrleansMLClientExtensions.DefaultGateway))} "
                + $"({OrleansMLClientOptions.Section}:Gateways, --connect)";

        // A silo that requires a certificate closes the connection without a word.
        var tls = configuration.GetSection($"{ClusterConnectionOptions.Section}:Tls");
        _hint = tls.Get<ClusterTlsOptions>() is { IsOn: true }
            ? ""
            : $" This process connects without TLS; silos that require certificates do not answer it ({tls.Path}).";
    }

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not (OrleansException or TimeoutException or RedisException or RedisTimeoutException))
            return false;

        var pause = TimeSpan.FromSeconds(Math.Min(++_attempts, LongestPause.TotalSeconds));
        LogNoSilo(_source, exception.Message, _hint, pause.TotalSeconds);
        await Task.Delay(pause, _time, cancellationToken);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "No silo answers at {Source}: {Reason}{Hint} Trying again in {Seconds} s.")]
    private partial void LogNoSilo(string source, string reason, string hint, double seconds);
}
