using System.Diagnostics;
using OrleansML.Benchmarks.GrainCalls;

namespace OrleansML.Benchmarks.Tests;

public sealed class LatencyHistogramTests
{
    [Theory]
    [InlineData(0.50, 500)]
    [InlineData(0.99, 990)]
    [InlineData(1.00, 1_000)]
    public void MicrosecondsAt_OneToThousandMicroseconds_IsWithinThreePercent(double fraction, double expected)
    {
        var histogram = new LatencyHistogram();
        for (var microseconds = 1; microseconds <= 1_000; microseconds++)
            histogram.Record(microseconds * Stopwatch.Frequency / 1_000_000);

        Assert.InRange(histogram.MicrosecondsAt(fraction), expected, expected * 1.032);
    }

    [Fact]
    public void Add_OtherCounts_IsTheSum()
    {
        var (left, right) = (new LatencyHistogram(), new LatencyHistogram());
        left.Record(10);
        right.Record(10);
        right.Record(20);

        left.Add(right.Counts);

        Assert.Equal(3, left.Total);
    }
}
