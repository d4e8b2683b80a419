using OrleansML.Learning.Sketches;
using Xunit;

namespace OrleansML.LearningTests.Sketches;

public sealed class LatencyHistogramTests
{
    [Fact]
    public void Quantile_KnownDurations_IsWithinTheError()
    {
        var random = new Random(1);
        var microseconds = Enumerable.Range(0, 5000).Select(_ => (long)Math.Exp(random.NextDouble() * 20)).Order().ToArray();
        var histogram = new LatencyHistogram();
        foreach (var duration in microseconds)
            histogram.Add(TimeSpan.FromMicroseconds(duration));

        foreach (var share in new[] { 0, 0.01, 0.25, 0.5, 0.9, 0.99, 0.999, 1 })
        {
            var expected = microseconds[Math.Max(0, (int)Math.Ceiling(share * 5000) - 1)];
            Assert.InRange(histogram.Quantile(share)!.Value.TotalMicroseconds, expected * (1 - LatencyHistogram.RelativeError) - 1, expected * (1 + LatencyHistogram.RelativeError) + 1);
        }
    }

    [Fact]
    public void Quantile_ShortDurations_IsExact()
    {
        var histogram = new LatencyHistogram();
        for (var microseconds = 0; microseconds < 64; microseconds++)
            histogram.Add(TimeSpan.FromMicroseconds(microseconds));

        for (var microseconds = 0; microseconds < 64; microseconds++)
            Assert.Equal(TimeSpan.FromMicroseconds(microseconds), histogram.Quantile((microseconds + 1) / 64.0));
        Assert.Equal(13, histogram.CountAbove(TimeSpan.FromMicroseconds(50)));
        Assert.Equal(0, histogram.CountAbove(TimeSpan.FromDays(30)));
        Assert.Null(new LatencyHistogram().Quantile(0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => histogram.Add(TimeSpan.FromTicks(-1)));
    }

    [Fact]
    public void Merge_Parts_EqualsOnePass()
    {
        var (all, merged) = (new LatencyHistogram(), new LatencyHistogram());
        var random = new Random(2);
        for (var part = 0; part < 100; part++)
        {
            var histogram = new LatencyHistogram();
            for (var index = 0; index < 20; index++)
            {
                var duration = TimeSpan.FromMilliseconds(random.NextDouble() * (part + 1));
                all.Add(duration);
                histogram.Add(duration);
            }

            merged.Merge(histogram);
        }

        all.Add(TimeSpan.MaxValue);
        merged.Add(TimeSpan.MaxValue);
        var data = SketchBytes.Of(all.WriteTo);
        Assert.Equal(data, SketchBytes.Of(merged.WriteTo));
        Assert.Equal(data, SketchBytes.Of(LatencyHistogram.ReadFrom(data).WriteTo));
        Assert.Equal(2001, LatencyHistogram.ReadFrom(data).Count);
        SketchBytes.AssertRobust(data, static bytes => LatencyHistogram.ReadFrom(bytes));
    }
}
