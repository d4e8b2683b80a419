namespace OrleansML.Learning.Gate;

/// <summary>
/// Adjusts p-values for their number, so that rejecting those below a level calls any true hypothesis false with at most that chance (S. Holm,
/// "A simple sequentially rejective multiple test procedure", 1979).
/// </summary>
public static class HolmAdjustment
{
    /// <summary>Adjusts.</summary>
    /// <param name="pValues">From 0 to 1; NaN stays and does not count.</param>
    public static double[] Adjust(IReadOnlyList<double> pValues)
    {
        ArgumentNullException.ThrowIfNull(pValues);
        var adjusted = pValues.ToArray();
        int[] order = [.. Enumerable.Range(0, pValues.Count).Where(index => !double.IsNaN(pValues[index])).OrderBy(index => pValues[index])];
        var highest = 0.0;
        for (var rank = 0; rank < order.Length; rank++)
        {
            highest = Math.Max(highest, Math.Min(1, pValues[order[rank]] * (order.Length - rank)));
            adjusted[order[rank]] = highest;
        }

        return adjusted;
    }
}
