namespace OrleansML.Learning.Monitoring;

/// <summary>Distances of two lists of shares, place by place.</summary>
internal static class ShareDistances
{
    public static double StabilityIndex(ReadOnlySpan<double> reference, ReadOnlySpan<double> current)
    {
        var sum = 0.0;
        for (var index = 0; index < reference.Length; index++)
        {
            if (reference[index] != current[index])
                sum += (reference[index] - current[index]) * Math.Log(reference[index] / current[index]);
        }

        return sum;
    }

    /// <summary>In nats, after both were brought to a sum of 1; infinite where only the reference has something.</summary>
    public static double KullbackLeibler(ReadOnlySpan<double> reference, ReadOnlySpan<double> current)
    {
        var (referenceSum, currentSum) = (Sum(reference), Sum(current));
        var sum = 0.0;
        for (var index = 0; index < reference.Length; index++)
            sum += Relative(reference[index] / referenceSum, current[index] / currentSum);
        return sum;
    }

    /// <summary>Root of the divergence in nats, after both were brought to a sum of 1.</summary>
    public static double JensenShannon(ReadOnlySpan<double> reference, ReadOnlySpan<double> current)
    {
        var (referenceSum, currentSum) = (Sum(reference), Sum(current));
        var sum = 0.0;
        for (var index = 0; index < reference.Length; index++)
        {
            var (left, right) = (reference[index] / referenceSum, current[index] / currentSum);
            var middle = (left + right) / 2;
            sum += Relative(left, middle) + Relative(right, middle);
        }

        // Rounding can leave a little less than nothing.
        return Math.Sqrt(Math.Max(0, sum / 2));
    }

    /// <summary>Root of one less the Bhattacharyya coefficient.</summary>
    public static double Hellinger(ReadOnlySpan<double> reference, ReadOnlySpan<double> current)
    {
        var coefficient = 0.0;
        for (var index = 0; index < reference.Length; index++)
            coefficient += Math.Sqrt(reference[index] * current[index]);
        return Math.Sqrt(1 - Math.Clamp(coefficient, 0, 1));
    }

    public static double LInfinity(ReadOnlySpan<double> reference, ReadOnlySpan<double> current)
    {
        var largest = 0.0;
        for (var index = 0; index < reference.Length; index++)
            largest = Math.Max(largest, Math.Abs(reference[index] - current[index]));
        return largest;
    }

    private static double Relative(double left, double right) => left == 0 ? 0 : left * Math.Log(left / right);

    private static double Sum(ReadOnlySpan<double> shares)
    {
        var sum = 0.0;
        foreach (var share in shares)
            sum += share;
        return sum;
    }
}
