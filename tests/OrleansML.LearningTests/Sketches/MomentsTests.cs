using OrleansML.Learning.Sketches;
using Xunit;

namespace OrleansML.LearningTests.Sketches;

public sealed class MomentsTests
{
    [Fact]
    public void Merge_PublishedVector_Agrees()
    {
        // whylogs: python/tests/core/metrics/test_maths.py.
        var merged = new Moments(1, 2.4, 2, 2.4, 2.4).Merge(new Moments(2, 3.4, 4, 1, 5));

        Assert.Equal(3, merged.Count);
        Assert.Equal(3.06667, merged.Mean, 1e-5);
        Assert.Equal(6.66667, merged.SquaredDeviations, 1e-5);
        Assert.Equal((1, 5), (merged.Minimum, merged.Maximum));
    }

    [Fact]
    public void Merge_ThousandParts_EqualsOnePass()
    {
        var random = new Random(1);
        var (all, merged, sum) = (default(Moments), default(Moments), 0m);
        var values = new List<decimal>();
        for (var part = 0; part < 1000; part++)
        {
            var moments = default(Moments);
            for (var index = random.Next(0, 50); index >= 0; index--)
            {
                var value = 1000 + random.Next(-1_000_000, 1_000_000) / 1024.0;
                all = all.Add(value);
                moments = moments.Add(value);
                values.Add((decimal)value);
                sum += (decimal)value;
            }

            merged = merged.Merge(moments);
        }

        // 28 digits as the independent second opinion.
        var mean = sum / values.Count;
        var squares = (double)values.Sum(value => (value - mean) * (value - mean));
        Assert.Equal(all.Count, merged.Count);
        Assert.Equal(1, merged.Mean / (double)mean, 1e-12);
        Assert.Equal(1, all.Mean / (double)mean, 1e-12);
        Assert.Equal(1, merged.SquaredDeviations / squares, 1e-12);
        Assert.Equal(1, all.SquaredDeviations / squares, 1e-12);
        Assert.Equal((all.Minimum, all.Maximum), (merged.Minimum, merged.Maximum));
    }

    [Fact]
    public void Default_IsEmptyAndNeutral()
    {
        var one = default(Moments).Add(4);

        Assert.True(double.IsNaN(default(Moments).Minimum));
        Assert.True(double.IsNaN(default(Moments).Variance));
        Assert.True(double.IsNaN(one.SampleVariance));
        Assert.Equal(one, default(Moments).Merge(one));
        Assert.Equal(one, one.Merge(default));
        Assert.Equal(new Moments(2, 3, 2, 2, 4), one.Add(2));
        Assert.Equal((1, 2), (one.Add(2).Variance, one.Add(2).SampleVariance));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Moments(0, 0, 0, 0, 0));
    }
}
