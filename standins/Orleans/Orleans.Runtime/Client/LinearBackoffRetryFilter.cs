using Orleans.Runtime.Messaging;

namespace Orleans.Runtime.Client;

/// <summary>Tries to connect up to 15 times, each time 1.5 seconds later than the time before, where the cluster cannot be reached.</summary>
internal sealed class LinearBackoffRetryFilter(TimeProvider? clock = null) : IClientConnectionRetryFilter
{
    private const int MaxAttempts = 15;
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1.5);
    private int _attempts;

    /// <inheritdoc/>
    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        if (_attempts >= MaxAttempts || cancellationToken.IsCancellationRequested)
        {
            return false;
        }

        var unreachable = exception is SiloUnavailableException or ConnectionFailedException or OrleansMessageRejectionException
            || exception.InnerException is ConnectionFailedException or OrleansMessageRejectionException;
        if (!unreachable)
        {
            return false;
        }

        _attempts++;
        await Task.Delay(Step * _attempts, clock ?? TimeProvider.System, cancellationToken).ConfigureAwait(false);
        return true;
    }
}
