using OrleansML.Deployments;

namespace OrleansML.UnitTests.Deployments;

public sealed class LatencyBucketsTests
{
    // Eight buckets to each doubling from 8 us on: 16 and 17 us share one, 1000 us lies in that of 960 to 1023.
    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(7, 7, 8)]
    [InlineData(8, 8, 9)]
    [InlineData(15, 15, 16)]
    [InlineData(16, 16, 18)]
    [InlineData(17, 16, 18)]
    [InlineData(18, 17, 20)]
    [InlineData(1000, 63, 1024)]
    public void IndexOf_Microseconds_IsTheBucketThatEndsAboveThem(long microseconds, int bucket, long end)
    {
        Assert.Equal(bucket, LatencyBuckets.IndexOf(TimeSpan.FromMicroseconds(microseconds)));
        Assert.Equal(TimeSpan.FromMicroseconds(end), LatencyBuckets.EndOf(bucket));
    }

    [Fact]
    public void IndexOf_LongerThanAnything_IsTheLast() => Assert.Equal(LatencyBuckets.Count - 1, LatencyBuckets.IndexOf(TimeSpan.MaxValue));

    [Fact]
    public void EndOf_EveryBucket_IsWhereTheNextBegins()
    {
        for (var bucket = 0; bucket < LatencyBuckets.Count - 1; bucket++)
        {
            var end = LatencyBuckets.EndOf(bucket);
            Assert.Equal(bucket, LatencyBuckets.IndexOf(end - TimeSpan.FromMicroseconds(1)));
            Assert.Equal(bucket + 1, LatencyBuckets.IndexOf(end));
        }
    }

    [Fact]
    public void Quantile_HundredTimes_IsTheEndOfTheBucketOfItsRank()
    {
        var counts = new long[LatencyBuckets.Count];
        counts[8] = 94;
        counts[16] = 6;

        Assert.Equal(TimeSpan.FromMicroseconds(9), LatencyBuckets.Quantile(counts, 0.94));
        Assert.Equal(TimeSpan.FromMicroseconds(18), LatencyBuckets.Quantile(counts, 0.95));
    }

    [Fact]
    public void Quantile_NothingCounted_IsUnknown() => Assert.Null(LatencyBuckets.Quantile(new long[LatencyBuckets.Count], 0.5));
}
