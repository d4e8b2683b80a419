namespace OrleansML.Learning.Sketches;

/// <summary>Ertl's improved raw estimator.</summary>
internal static class HyperLogLogEstimator
{
    public static double Estimate(ReadOnlySpan<byte> registers, int precision)
    {
        var largest = 64 - precision;
        Span<int> counts = stackalloc int[66];
        counts.Clear();
        foreach (var register in registers)
            counts[register]++;

        double m = registers.Length;
        var z = m * Tau(1 - (counts[largest + 1] / m));
        for (var rank = largest; rank >= 1; rank--)
            z = 0.5 * (z + counts[rank]);
        z += m * Sigma(counts[0] / m);
        return m * m / (2 * Math.Log(2) * z);
    }

    internal static double Sigma(double x)
    {
        if (x == 1)
            return double.PositiveInfinity;

        var y = 1.0;
        var z = x;
        double before;
        do
        {
            x *= x;
            before = z;
            z += x * y;
            y += y;
        }
        while (z != before);
        return z;
    }

    internal static double Tau(double x)
    {
        if (x is 0 or 1)
            return 0;

        var y = 1.0;
        var z = 1 - x;
        double before;
        do
        {
            x = Math.Sqrt(x);
            before = z;
            y *= 0.5;
            z -= (1 - x) * (1 - x) * y;
        }
        while (z != before);
        return z / 3;
    }
}
