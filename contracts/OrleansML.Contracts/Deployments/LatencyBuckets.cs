using System.Numerics;

namespace OrleansML.Deployments;

/// <summary>
/// Buckets of times for counting: eight to each doubling, so that a quantile read from them is at most 12.5 % too high. Times up to 15 us have
/// a bucket for each microsecond, those above four hours share the last.
/// </summary>
public static class LatencyBuckets
{
    /// <summary>How many there are.</summary>
    public const int Count = 256;

    private const int SubBits = 3;
    private const int Subs = 1 << SubBits;

    /// <summary>The bucket of a time.</summary>
    public static int IndexOf(TimeSpan time)
    {
        var microseconds = (ulong)Math.Max(0, time.Ticks / TimeSpan.TicksPerMicrosecond);
        if (microseconds < Subs)
            return (int)microseconds;

        var exponent = BitOperations.Log2(microseconds) - SubBits;
        return Math.Min(Count - 1, (exponent * Subs) + (int)(microseconds >> exponent));
    }

    /// <summary>The shortest time that is longer than every one of a bucket.</summary>
    public static TimeSpan EndOf(int bucket)
    {
        if (bucket < Subs)
            return TimeSpan.FromMicroseconds(bucket + 1);

        var exponent = (bucket / Subs) - 1;
        return TimeSpan.FromMicroseconds(((bucket % Subs) + Subs + 1L) << exponent);
    }

    /// <summary>The end of the bucket in which a quantile lies; null when nothing was counted.</summary>
    /// <param name="counts">Times per bucket.</param>
    /// <param name="quantile">0 to 1.</param>
    public static TimeSpan? Quantile(ReadOnlySpan<long> counts, double quantile)
    {
        long total = 0;
        foreach (var count in counts)
            total += count;
        if (total == 0)
            return null;

        var rank = Math.Clamp((long)Math.Ceiling(quantile * total), 1, total);
        long seen = 0;
        for (var bucket = 0; bucket < counts.Length; bucket++)
        {
            seen += counts[bucket];
            if (seen >= rank)
                return EndOf(bucket);
        }

        return EndOf(counts.Length - 1);
    }
}
