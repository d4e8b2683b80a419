namespace Orleans.Runtime.Utilities;

/// <summary>Lets a loop sleep for a time and be woken earlier. A pulse while nobody sleeps ends the next sleep at once.</summary>
internal sealed class Pulse(TimeProvider clock)
{
    private readonly object _lock = new();
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Wakes the loop.</summary>
    public void Set()
    {
        lock (_lock)
        {
            _next.TrySetResult();
        }
    }

    /// <summary>Sleeps.</summary>
    /// <param name="time">How long at most.</param>
    /// <param name="cancellationToken">Ends the sleep with an exception.</param>
    /// <returns>Whether the loop was woken before the time was over.</returns>
    public async Task<bool> WaitAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var delay = Task.Delay(time > TimeSpan.Zero ? time : TimeSpan.Zero, clock, ended.Token);
        var woken = await Task.WhenAny(_next.Task, delay).ConfigureAwait(false) != delay;
        await ended.CancelAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        if (woken)
        {
            lock (_lock)
            {
                _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }

        return woken;
    }
}
