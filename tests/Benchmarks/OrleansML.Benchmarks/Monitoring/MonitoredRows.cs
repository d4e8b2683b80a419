using OrleansML.Learning.Monitoring;

namespace OrleansML.Benchmarks.Monitoring;

/// <summary>Values to count: normal numbers of which one in a hundred is missing, and 24 categories of falling frequency. The same for a seed everywhere.</summary>
internal static class MonitoredRows
{
    /// <summary>Deciles of the standard normal distribution.</summary>
    public static readonly double[] Edges =
        [-1.2815515655446004, -0.8416212335729143, -0.5244005127080407, -0.2533471031357997, 0, 0.2533471031357997, 0.5244005127080407, 0.8416212335729143, 1.2815515655446004];

    /// <summary>The categories.</summary>
    public static readonly string[] Names = [.. Enumerable.Range(0, 24).Select(static index => $"category{index:00}")];

    public static readonly ColumnShape Number = ColumnShape.OfNumbers(Edges, -6, 6);

    public static readonly ColumnShape Category = ColumnShape.OfCategories(Names);

    public static double[] Numbers(int seed, int count, double shift = 0)
    {
        var random = new Random(seed);
        var numbers = new double[count];
        for (var index = 0; index < count; index++)
        {
            var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            numbers[index] = index % 100 == seed % 100 ? double.NaN : normal + shift;
        }

        return numbers;
    }

    /// <summary>Places in <see cref="Names"/>.</summary>
    public static byte[] Places(int seed, int count, double power = 2)
    {
        var random = new Random(seed);
        var places = new byte[count];
        for (var index = 0; index < count; index++)
            places[index] = (byte)(Math.Pow(random.NextDouble(), power) * Names.Length);
        return places;
    }

    public static string[] Categories(int seed, int count) => Array.ConvertAll(Places(seed, count), static place => Names[place]);
}
