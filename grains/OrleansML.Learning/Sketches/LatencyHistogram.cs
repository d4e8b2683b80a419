using System.Buffers;
using System.Numerics;
using OrleansML.Learning.Features;

namespace OrleansML.Learning.Sketches;

/// <summary>
/// Durations in log-linear buckets: one for each microsecond below 64, then 32 for each doubling, so that a bucket is at most 1/32 of its duration
/// wide. Merging adds buckets and loses nothing. Not safe for concurrent use.
/// </summary>
public sealed class LatencyHistogram
{
    /// <summary>What a quantile is off by at most, relatively, above 64 microseconds: half a bucket.</summary>
    public const double RelativeError = 1.0 / 64;

    private const int BucketBits = 5;
    private const long MostMicroseconds = 1L << 40;
    private const int MostBuckets = (40 - BucketBits + 1) << BucketBits;

    private long[] _buckets = [];

    /// <summary>Number of durations.</summary>
    public long Count { get; private set; }

    /// <summary>Reads a histogram that <see cref="WriteTo"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The data are no histogram, or are damaged.</exception>
    public static LatencyHistogram ReadFrom(ReadOnlySpan<byte> data)
    {
        var reader = new CompactReader(data);
        var histogram = Read(ref reader);
        reader.ExpectEnd();
        return histogram;
    }

    /// <summary>Adds a duration.</summary>
    /// <param name="duration">0 or more; beyond 12 days counts as 12 days.</param>
    /// <exception cref="ArgumentOutOfRangeException">The duration is negative.</exception>
    public void Add(TimeSpan duration)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(duration, TimeSpan.Zero);
        AddTo(BucketOf(duration.Ticks / TimeSpan.TicksPerMicrosecond), 1);
    }

    /// <summary>Adds the durations of another.</summary>
    public void Merge(LatencyHistogram other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (var bucket = other._buckets.Length - 1; bucket >= 0; bucket--)
        {
            if (other._buckets[bucket] > 0)
                AddTo(bucket, other._buckets[bucket]);
        }
    }

    /// <summary>The duration that this share of all is at most, as the middle of its bucket; null without durations.</summary>
    /// <param name="share">0 to 1.</param>
    public TimeSpan? Quantile(double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        if (Count == 0)
            return null;

        var needed = Math.Max(1, (long)Math.Ceiling(share * Count));
        var bucket = 0;
        while ((needed -= _buckets[bucket]) > 0)
            bucket++;
        return MiddleOf(bucket);
    }

    /// <summary>How many durations are longer, within one bucket.</summary>
    /// <param name="limit">0 or more.</param>
    public long CountAbove(TimeSpan limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, TimeSpan.Zero);
        var first = BucketOf(limit.Ticks / TimeSpan.TicksPerMicrosecond) + 1;
        return first >= _buckets.Length ? 0 : _buckets.AsSpan(first).ToArray().Sum();
    }

    /// <summary>Writes the histogram compactly; equal histograms give equal bytes.</summary>
    public void WriteTo(IBufferWriter<byte> destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        Write(new CompactWriter(destination));
    }

    internal static LatencyHistogram Read(ref CompactReader reader)
    {
        var histogram = new LatencyHistogram();
        var size = reader.ReadCount(2);
        var bucket = -1L;
        for (var index = 0; index < size; index++)
        {
            bucket += (long)Math.Min(reader.ReadUnsigned(), MostBuckets) + 1;
            var count = reader.ReadUnsigned();
            if (bucket > BucketOf(MostMicroseconds) || count is 0 or > long.MaxValue)
                throw reader.Damaged();
            histogram.AddTo((int)bucket, (long)count);
        }

        return histogram;
    }

    internal void Write(in CompactWriter writer)
    {
        writer.WriteUnsigned((ulong)_buckets.Count(static count => count > 0));
        var next = 0;
        for (var bucket = 0; bucket < _buckets.Length; bucket++)
        {
            if (_buckets[bucket] == 0)
                continue;

            writer.WriteUnsigned((ulong)(bucket - next));
            writer.WriteUnsigned((ulong)_buckets[bucket]);
            next = bucket + 1;
        }
    }

    private static int BucketOf(long microseconds)
    {
        var value = Math.Min(microseconds, MostMicroseconds);
        var shift = Math.Max(0, BitOperations.Log2((ulong)value) - BucketBits);
        return (shift << BucketBits) + (int)(value >> shift);
    }

    private static TimeSpan MiddleOf(int bucket)
    {
        var shift = Math.Max(0, (bucket >> BucketBits) - 1);
        var start = (long)(bucket - (shift << BucketBits)) << shift;
        return TimeSpan.FromTicks(((start * 2) + (1L << shift) - (shift == 0 ? 1 : 0)) * TimeSpan.TicksPerMicrosecond / 2);
    }

    private void AddTo(int bucket, long count)
    {
        if (bucket >= _buckets.Length)
            Array.Resize(ref _buckets, bucket + 1);
        _buckets[bucket] += count;
        Count += count;
    }
}
