namespace OrleansML.Grains.Pipelines;

/// <summary>One attempt that this silo works on.</summary>
internal sealed class StepWorker : IDisposable
{
    // No timer can be set for much longer.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(40);

    private readonly CancellationTokenSource _stopping;

    public StepWorker(StepOrder order, TimeSpan longest, TimeProvider time)
    {
        Order = order;
        _stopping = new CancellationTokenSource(longest < Longest ? longest : Longest, time);
        Token = _stopping.Token;
    }

    public StepOrder Order { get; }

    /// <summary>Cancelled when the work is to stop.</summary>
    public CancellationToken Token { get; }

    public void Stop()
    {
        try
        {
            // What registered may take its time; whoever asks must not wait for it.
            _ = _stopping.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // It has just ended.
        }
    }

    public void Dispose() => _stopping.Dispose();
}
