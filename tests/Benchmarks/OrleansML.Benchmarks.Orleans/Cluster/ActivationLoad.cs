namespace OrleansML.Benchmarks.Cluster;

/// <summary>Calls many grains once each, a bounded number at a time.</summary>
internal static class ActivationLoad
{
    public const int AtOnce = 128;

    public static async Task CallAllAsync(long firstKey, int count, Func<long, Task> call)
    {
        var next = firstKey - 1;
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            for (var key = Interlocked.Increment(ref next); key < firstKey + count; key = Interlocked.Increment(ref next))
                await call(key);
        }));
    }
}
