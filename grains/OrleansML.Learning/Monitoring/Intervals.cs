using MathNet.Numerics.Distributions;
using OrleansML.Learning.Sketches;

namespace OrleansML.Learning.Monitoring;

/// <summary>Confidence intervals.</summary>
internal static class Intervals
{
    /// <summary>Standard deviations of the normal distribution on each side that hold this share.</summary>
    public static double NormalQuantile(double confidence) => Normal.InvCDF(0, 1, (1 + confidence) / 2);

    /// <summary>A share, with Wilson's score interval (1927).</summary>
    public static PerformanceValue Share(string name, long hits, long count, double confidence)
    {
        if (count == 0)
            return PerformanceValue.NotSaid(0, $"There is nothing that {name} counts.");

        var z = NormalQuantile(confidence);
        var share = (double)hits / count;
        var scale = 1 + (z * z / count);
        var center = (share + (z * z / (2.0 * count))) / scale;
        var half = z * Math.Sqrt((share * (1 - share) / count) + (z * z / (4.0 * count * count))) / scale;
        return new PerformanceValue(share, Math.Max(0, center - half), Math.Min(1, center + half), count);
    }

    /// <summary>A mean, with Student's interval; none of a single value.</summary>
    public static PerformanceValue Mean(string name, in Moments moments, double confidence)
    {
        if (moments.Count == 0)
            return PerformanceValue.NotSaid(0, $"There is nothing that {name} counts.");
        if (moments.Count == 1)
            return new PerformanceValue(moments.Mean, double.NaN, double.NaN, 1);

        var half = StudentT.InvCDF(0, 1, moments.Count - 1, (1 + confidence) / 2) * Math.Sqrt(moments.SampleVariance / moments.Count);
        return new PerformanceValue(moments.Mean, moments.Mean - half, moments.Mean + half, moments.Count);
    }
}
