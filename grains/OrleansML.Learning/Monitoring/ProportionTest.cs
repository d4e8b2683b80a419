using MathNet.Numerics;

namespace OrleansML.Learning.Monitoring;

/// <summary>The z test of two independent shares with a pooled variance.</summary>
internal static class ProportionTest
{
    public static (double Statistic, double PValue) TwoSided(long reference, long referenceCount, long current, long currentCount)
    {
        var (left, right) = ((double)reference / referenceCount, (double)current / currentCount);
        var pooled = (double)(reference + current) / (referenceCount + currentCount);
        var error = Math.Sqrt(pooled * (1 - pooled) * ((1.0 / referenceCount) + (1.0 / currentCount)));
        if (error == 0)
            return (0, 1);

        var z = (left - right) / error;
        return (z, SpecialFunctions.Erfc(Math.Abs(z) / Math.Sqrt(2)));
    }
}
