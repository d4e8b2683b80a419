using OrleansML.Learning.Sketches;

namespace OrleansML.Learning.Monitoring;

/// <summary>What a number usually is: limits around those of reference windows, as NannyML's <c>StandardDeviationThreshold</c> sets them.</summary>
/// <param name="Lower">Below this it is unusual.</param>
/// <param name="Upper">Above this it is unusual.</param>
public readonly record struct SpreadThreshold(double Lower, double Upper)
{
    /// <summary>Whether a number is unusual; one on a limit is not.</summary>
    public bool IsOutside(double value) => value < Lower || value > Upper;

    /// <summary>Takes the limits from reference windows.</summary>
    /// <param name="windows">The number in each; those that are NaN are left out, at least one must not be.</param>
    /// <param name="lowerDeviations">Standard deviations, with the count as divisor, to go down; null: there is no lower limit.</param>
    /// <param name="upperDeviations">Standard deviations to go up; null: there is no upper limit.</param>
    /// <param name="center">Where to start from; left out: the mean.</param>
    /// <exception cref="ArgumentException">There is no number.</exception>
    public static SpreadThreshold Of(
        IEnumerable<double> windows, double? lowerDeviations = 3, double? upperDeviations = 3, Func<IReadOnlyList<double>, double>? center = null)
    {
        ArgumentNullException.ThrowIfNull(windows);
        double[] values = [.. windows.Where(static value => !double.IsNaN(value))];
        if (values.Length == 0)
            throw new ArgumentException("A threshold needs at least one reference window with a number.", nameof(windows));

        var moments = default(Moments);
        foreach (var value in values)
            moments = moments.Add(value);
        var (start, deviation) = (center?.Invoke(values) ?? moments.Mean, Math.Sqrt(moments.Variance));
        return new SpreadThreshold(
            lowerDeviations is { } down ? start - (down * deviation) : double.NegativeInfinity,
            upperDeviations is { } up ? start + (up * deviation) : double.PositiveInfinity);
    }

    /// <summary>These limits within a metric's range, outside of which no number can be.</summary>
    public SpreadThreshold Within(double minimum, double maximum) => new(Math.Max(Lower, minimum), Math.Min(Upper, maximum));
}
