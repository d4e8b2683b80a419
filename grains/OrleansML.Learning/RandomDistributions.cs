namespace OrleansML.Learning;

/// <summary>Draws from the distributions that a seeded generator needs.</summary>
internal static class RandomDistributions
{
    /// <summary>A draw from the standard normal distribution (Box-Muller).</summary>
    public static double NextNormal(this Random random)
    {
        // 1 - u lies in (0, 1], so the logarithm is finite.
        var radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
        return radius * Math.Cos(2 * Math.PI * random.NextDouble());
    }

    public static double NextNormal(this Random random, double mean, double deviation) => mean + deviation * random.NextNormal();

    public static double NextExponential(this Random random, double mean) => -mean * Math.Log(1 - random.NextDouble());

    public static double NextUniform(this Random random, double minimum, double maximum) =>
        minimum + (maximum - minimum) * random.NextDouble();

    public static bool NextBoolean(this Random random, double probability) => random.NextDouble() < probability;

    /// <summary>A draw from the Poisson distribution, by multiplying uniforms; meant for means below 30.</summary>
    public static int NextPoisson(this Random random, double mean)
    {
        var limit = Math.Exp(-mean);
        var count = 0;
        for (var product = random.NextDouble(); product > limit; product *= random.NextDouble())
            count++;
        return count;
    }

    /// <summary>An index, drawn in proportion to the weights.</summary>
    public static int NextIndex(this Random random, ReadOnlySpan<double> weights)
    {
        var total = 0.0;
        foreach (var weight in weights)
            total += weight;

        var target = random.NextDouble() * total;
        for (var i = 0; i < weights.Length - 1; i++)
        {
            target -= weights[i];
            if (target < 0)
                return i;
        }

        return weights.Length - 1;
    }
}
