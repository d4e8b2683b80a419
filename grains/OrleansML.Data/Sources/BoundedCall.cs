namespace OrleansML.Data.Sources;

/// <summary>Calls that end in time, whatever the other side does.</summary>
internal static class BoundedCall
{
    /// <summary>Runs a call on the thread pool and awaits it no longer than the source's timeout.</summary>
    /// <param name="binding">The source.</param>
    /// <param name="time">The clock of the timeout.</param>
    /// <param name="call">The call; its token is cancelled when nobody awaits it any longer. It reports timeouts of its own as something else.</param>
    /// <param name="cancellationToken">Ends the waiting at once.</param>
    public static async Task<T> RunAsync<T>(
        SourceBinding binding, TimeProvider time, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var givenUp = new CancellationTokenSource();
        // The caller may be an actor: neither the reading of rows nor anything that turns out to block may run in its turn.
        var running = Task.Run(() => call(givenUp.Token), CancellationToken.None);
        try
        {
            return await running.WaitAsync(binding.Source.Timeout, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw binding.TimedOut();
        }
        finally
        {
            if (running.IsCompletedSuccessfully)
                givenUp.Dispose();
            else
                _ = GiveUpAsync(running, givenUp);
        }
    }

    private static async Task GiveUpAsync(Task running, CancellationTokenSource givenUp)
    {
        using (givenUp)
        {
            // Registered callbacks run on the pool: one of them may send a cancel request to the server.
            await givenUp.CancelAsync();
            await Task.WhenAny(running);
            _ = running.Exception;
        }
    }
}
