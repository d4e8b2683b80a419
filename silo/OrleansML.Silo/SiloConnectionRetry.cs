using Microsoft.Extensions.Logging;
using OrleansML.Client;

namespace OrleansML.Silo;

/// <summary>Lets a gateway start before its silos: it tries again until one answers, and says so in one line each time.</summary>
internal sealed partial class SiloConnectionRetry(TimeProvider time, string gateways, ILogger<SiloConnectionRetry> logger) : IClientConnectionRetryFilter
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private int _attempts;

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not (OrleansException or TimeoutException))
            return false;

        var pause = TimeSpan.FromSeconds(Math.Min(++_attempts, LongestPause.TotalSeconds));
        LogNoSilo(gateways, OrleansMLClientOptions.Section, exception.Message, pause.TotalSeconds);
        await Task.Delay(pause, time, cancellationToken);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "No silo answers at {Gateways} ({Section}:Gateways, --connect): {Reason} Trying again in {Seconds} s.")]
    private partial void LogNoSilo(string gateways, string section, string reason, double seconds);
}
