using System.Diagnostics;
using System.Numerics;

namespace OrleansML.Benchmarks.GrainCalls;

/// <summary>Counts durations in buckets that are at most 3 % wide; recording costs a few instructions and no memory.</summary>
internal sealed class LatencyHistogram
{
    private const int SubBucketBits = 5;
    private const int SubBuckets = 1 << SubBucketBits;

    public long[] Counts { get; } = new long[(64 - SubBucketBits) * SubBuckets];

    public long Total => Counts.Sum();

    /// <summary>Records a duration in ticks of <see cref="Stopwatch"/>.</summary>
    public void Record(long ticks) => Counts[IndexOf(Math.Max(ticks, 0))]++;

    public void Add(long[] counts)
    {
        for (var i = 0; i < counts.Length; i++)
        {
            Counts[i] += counts[i];
        }
    }

    /// <summary>The duration in microseconds that the given fraction of the calls did not exceed.</summary>
    public double MicrosecondsAt(double fraction)
    {
        var rank = (long)Math.Ceiling(Total * fraction);
        long seen = 0;
        for (var i = 0; i < Counts.Length; i++)
        {
            seen += Counts[i];
            if (seen >= rank && seen > 0)
            {
                return UpperBound(i) * 1e6 / Stopwatch.Frequency;
            }
        }

        return double.NaN;
    }

    private static int IndexOf(long ticks)
    {
        if (ticks < SubBuckets)
        {
            return (int)ticks;
        }

        var shift = BitOperations.Log2((ulong)ticks) - SubBucketBits;
        return (shift * SubBuckets) + (int)(ticks >> shift);
    }

    private static long UpperBound(int index)
    {
        if (index < SubBuckets)
        {
            return index;
        }

        var shift = (index / SubBuckets) - 1;
        return ((index - (shift * SubBuckets) + 1L) << shift) - 1;
    }
}
