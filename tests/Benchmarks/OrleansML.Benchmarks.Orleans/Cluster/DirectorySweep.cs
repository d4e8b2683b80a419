using System.Diagnostics;

namespace OrleansML.Benchmarks.Cluster;

/// <summary>Calls every grain after the loss of a silo, each again and again until it is answered.</summary>
internal sealed class DirectorySweep(IGrainFactory grains, int victim)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>A call that was lost with the silo must not hide that the directory is complete again.</summary>
    private static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly long _started = Stopwatch.GetTimestamp();
    private long _first = long.MaxValue;

    /// <summary>Until the first grain was answered by another silo.</summary>
    public double FirstSeconds => Stopwatch.GetElapsedTime(_started, Interlocked.Read(ref _first)).TotalSeconds;

    /// <summary>Until all were.</summary>
    public double AllSeconds { get; private set; }

    /// <exception cref="TimeoutException">A grain is not answered in two minutes.</exception>
    public async Task RunAsync(long firstKey, int count)
    {
        await ActivationLoad.CallAllAsync(firstKey, count, CallAsync);
        AllSeconds = Stopwatch.GetElapsedTime(_started).TotalSeconds;
    }

    private async Task CallAsync(long key)
    {
        while (true)
        {
            try
            {
                if (ActivationIdentity.ProcessOf(await grains.GetGrain<IPlacedGrain>(key).Identify().WaitAsync(LongestCall)) != victim)
                {
                    InterlockedMinimum(Stopwatch.GetTimestamp());
                    return;
                }
            }
            catch (Exception exception) when (exception is OrleansException or TimeoutException)
            {
                if (Stopwatch.GetElapsedTime(_started) > Longest)
                    throw new TimeoutException($"Grain {key} is not answered in {Longest.TotalSeconds} s.", exception);

                await Task.Delay(Pause);
            }
        }
    }

    private void InterlockedMinimum(long now)
    {
        for (var seen = Interlocked.Read(ref _first); now < seen;)
            seen = Interlocked.CompareExchange(ref _first, now, seen) is var found && found == seen ? now : found;
    }
}
