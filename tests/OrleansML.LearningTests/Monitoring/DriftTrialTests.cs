using OrleansML.Learning;
using OrleansML.Learning.Monitoring;
using OrleansML.Learning.Sketches;
using Xunit;

namespace OrleansML.LearningTests.Monitoring;

/// <summary>How often our definitions are wrong, over many seeded windows.</summary>
public sealed class DriftTrialTests
{
    private const int Windows = 10_000;

    // A stability index of 0.2 over ten equal bins: half of them gain and half lose this share, 0.5 d ln((1 + d) / (1 - d)) = 0.2.
    private const double Tilt = 0.4322651437848635;

    [Theory]
    [InlineData(500)]
    [InlineData(2000)]
    public void CompareBins_TenThousandWindowsWithoutDrift_AlarmsAtMostAsDeclared(int rows)
    {
        // Only the significance decides: no smallest effect.
        var (random, limits) = (new Random(rows), new DriftLimits { Distance = 0, Significance = 0.01 });
        var reference = Draw(random, 50_000, 0);
        var alarms = 0;
        for (var window = 0; window < Windows; window++)
            alarms += DriftTest.CompareBins(DriftMetric.PopulationStabilityIndex, reference, Draw(random, rows, 0), limits).IsDrift == true ? 1 : 0;

        // 1 % of 10,000 is 100; three standard deviations more for chance, and as many for the one reference that all windows share.
        Assert.InRange(alarms, 50, 150);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(2000)]
    public void CompareBins_WithTheSmallestEffect_AlarmsLess(int rows)
    {
        var random = new Random(rows);
        var reference = Draw(random, 50_000, 0);
        var alarms = 0;
        for (var window = 0; window < Windows; window++)
            alarms += DriftTest.CompareBins(DriftMetric.PopulationStabilityIndex, reference, Draw(random, rows, 0)).IsDrift == true ? 1 : 0;

        Assert.InRange(alarms, 0, rows == 2000 ? 0 : 130);
    }

    [Fact]
    public void CompareBins_StabilityIndexOfAFifth_IsFound()
    {
        var random = new Random(6);
        var reference = Draw(random, 50_000, 0);
        var (found, sum) = (0, 0.0);
        for (var window = 0; window < 1000; window++)
        {
            var result = DriftTest.CompareBins(DriftMetric.PopulationStabilityIndex, reference, Draw(random, 2000, Tilt));
            found += result.IsDrift == true ? 1 : 0;
            sum += result.Value / 1000;
        }

        // The index of a sample is larger by about (bins - 1) / rows.
        Assert.Equal(0.2 + (9.0 / 2000), sum, 0.01);
        Assert.InRange(found, 950, 1000);
    }

    [Fact]
    public void KolmogorovSmirnov_WindowsWithoutDrift_AlarmAtMostAsDeclared()
    {
        var (random, limits) = (new Random(2), new DriftLimits { Distance = 0, Significance = 0.01 });
        var alarms = 0;
        for (var window = 0; window < 2000; window++)
        {
            var (reference, current) = (NumericSample.Of(Normals(random, 300)), NumericSample.Of(Normals(random, 200)));
            alarms += DriftTest.Compare(DriftMetric.KolmogorovSmirnov, DriftProfile.Own, reference, current, limits).IsDrift == true ? 1 : 0;
        }

        // 20 of 2,000 at 1 %, less because the statistic has steps; and three standard deviations.
        Assert.InRange(alarms, 5, 34);
    }

    [Theory]
    [InlineData(DriftMetric.KolmogorovSmirnov)]
    [InlineData(DriftMetric.Wasserstein)]
    [InlineData(DriftMetric.PopulationStabilityIndex)]
    [InlineData(DriftMetric.KullbackLeibler)]
    [InlineData(DriftMetric.JensenShannon)]
    [InlineData(DriftMetric.Hellinger)]
    [InlineData(DriftMetric.LInfinity)]
    public void Sketches_ThousandTrials_StayWithinTheirBoundAndRepeat(DriftMetric metric)
    {
        var random = new Random((int)metric);
        var within = 0;
        for (var trial = 0; trial < 1000; trial++)
        {
            var (reference, current) = (Normals(random, 2000), Normals(random, 1500, trial % 10 / 20.0));
            var exact = DriftTest.Compare(metric, DriftProfile.Own, NumericSample.Of(reference), NumericSample.Of(current));
            var sketched = DriftTest.Compare(metric, DriftProfile.Own, Sketch(reference), Sketch(current));
            within += Math.Abs(sketched.Value - exact.Value) <= sketched.ErrorBound ? 1 : 0;
            if (trial % 100 == 0)
                Assert.Equal(sketched, DriftTest.Compare(metric, DriftProfile.Own, Sketch(reference), Sketch(current)));
        }

        Assert.InRange(within, 990, 1000);
    }

    private static NumericSample Sketch(double[] values)
    {
        var sketch = new KllSketch();
        foreach (var value in values)
            sketch.Add(value);
        return NumericSample.Of(sketch);
    }

    private static double[] Normals(Random random, int count, double mean = 0)
    {
        var values = new double[count];
        for (var index = 0; index < count; index++)
            values[index] = random.NextNormal(mean, 1);
        return values;
    }

    // Counts in ten bins: exact binomial splits would need another generator; drawing row by row is the definition.
    private static long[] Draw(Random random, int rows, double tilt)
    {
        var counts = new long[10];
        for (var row = 0; row < rows; row++)
        {
            var isGaining = random.NextDouble() < (1 + tilt) / 2;
            counts[random.Next(5) + (isGaining ? 0 : 5)]++;
        }

        return counts;
    }
}
