namespace OrleansML.Learning.Monitoring;

/// <summary>Corrections for testing many columns and segments at once.</summary>
public static class MultipleTests
{
    /// <summary>The significance for each of several tests that keeps the chance of any false alarm below the given one (Bonferroni).</summary>
    /// <param name="significance">For all tests together, above 0 and below 1.</param>
    /// <param name="tests">Their number, 1 or more.</param>
    public static double Bonferroni(double significance, int tests)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tests, 1);
        return significance / tests;
    }

    /// <summary>
    /// Adjusts p-values so that those below a level hold at most that share of false alarms (Y. Benjamini and Y. Hochberg, "Controlling the false
    /// discovery rate", 1995).
    /// </summary>
    /// <param name="pValues">From 0 to 1; NaN stays and does not count.</param>
    public static double[] FalseDiscoveryRate(IReadOnlyList<double> pValues)
    {
        ArgumentNullException.ThrowIfNull(pValues);
        var adjusted = pValues.ToArray();
        int[] order = [.. Enumerable.Range(0, pValues.Count).Where(index => !double.IsNaN(pValues[index])).OrderByDescending(index => pValues[index])];
        var lowest = 1.0;
        for (var rank = 0; rank < order.Length; rank++)
        {
            lowest = Math.Min(lowest, pValues[order[rank]] * order.Length / (order.Length - rank));
            adjusted[order[rank]] = lowest;
        }

        return adjusted;
    }
}
