using OrleansML.Learning.Sketches;

namespace OrleansML.Learning.Monitoring;

/// <summary>Numbers to compare, as they are or from a sketch. Immutable.</summary>
public sealed class NumericSample
{
    private NumericSample(WeightedSample values, double rankError, double shareError, double scale)
    {
        Values = values;
        RankError = rankError;
        ShareError = shareError;
        var mean = 0.0;
        for (var index = 0; index < values.Values.Length; index++)
            mean += values.Values[index] * values.WeightAt(index) / values.Count;
        var variance = 0.0;
        for (var index = 0; index < values.Values.Length; index++)
            variance += (values.Values[index] - mean) * (values.Values[index] - mean) * values.WeightAt(index) / values.Count;
        Deviation = double.IsNaN(scale) ? Math.Sqrt(variance) : scale;
    }

    /// <summary>Number of values.</summary>
    public long Count => Values.Count;

    /// <summary>Whether every value is there.</summary>
    public bool IsExact => RankError == 0;

    internal WeightedSample Values { get; }

    internal double RankError { get; }

    internal double ShareError { get; }

    /// <summary>Standard deviation, with the count as divisor.</summary>
    internal double Deviation { get; }

    internal int Distinct => Values.Values.Length;

    /// <summary>Of values as they are.</summary>
    /// <param name="values">Any numbers; those that are not finite are left out.</param>
    public static NumericSample Of(ReadOnlySpan<double> values)
    {
        var finite = values.ToArray();
        return new NumericSample(WeightedSample.Of(Array.FindAll(finite, double.IsFinite)), 0, 0, double.NaN);
    }

    /// <summary>Of a sketch.</summary>
    /// <param name="sketch">Is read now; later values do not count.</param>
    public static NumericSample Of(KllSketch sketch) => Of(sketch, default);

    /// <summary>Of a sketch and the moments of the same values, whose deviation is exact.</summary>
    /// <param name="sketch">Is read now; later values do not count.</param>
    /// <param name="moments">Of the same values, or empty.</param>
    public static NumericSample Of(KllSketch sketch, in Moments moments)
    {
        ArgumentNullException.ThrowIfNull(sketch);
        return new NumericSample(WeightedSample.Of(sketch), sketch.RankError, sketch.ShareError, Math.Sqrt(moments.Variance));
    }
}
