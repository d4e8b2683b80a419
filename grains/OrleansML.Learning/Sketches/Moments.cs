using OrleansML.Learning.Features;

namespace OrleansML.Learning.Sketches;

/// <summary>
/// Count, mean, variance and range of numbers, mergeable in any grouping; immutable, the default is empty. One value after another by Welford's
/// method, two parts by that of Chan, Golub and LeVeque ("Updating formulae and a pairwise algorithm for computing sample variances", 1979).
/// </summary>
public readonly record struct Moments
{
    private readonly double _minimum;
    private readonly double _maximum;

    /// <summary>Keeps what somebody else has computed.</summary>
    /// <param name="count">Number of values, 1 or more.</param>
    /// <param name="mean">Their mean.</param>
    /// <param name="squaredDeviations">Sum of their squared differences from it.</param>
    /// <param name="minimum">Smallest.</param>
    /// <param name="maximum">Greatest.</param>
    public Moments(long count, double mean, double squaredDeviations, double minimum, double maximum)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        Count = count;
        Mean = mean;
        SquaredDeviations = squaredDeviations;
        _minimum = minimum;
        _maximum = maximum;
    }

    /// <summary>Number of values.</summary>
    public long Count { get; }

    /// <summary>Mean; 0 without values.</summary>
    public double Mean { get; }

    /// <summary>Sum of squared differences from the mean.</summary>
    public double SquaredDeviations { get; }

    /// <summary>Smallest value; NaN without values.</summary>
    public double Minimum => Count == 0 ? double.NaN : _minimum;

    /// <summary>Greatest value; NaN without values.</summary>
    public double Maximum => Count == 0 ? double.NaN : _maximum;

    /// <summary>Variance with the count as divisor; NaN without values.</summary>
    public double Variance => Count == 0 ? double.NaN : SquaredDeviations / Count;

    /// <summary>Variance with the count less one as divisor; NaN below two values.</summary>
    public double SampleVariance => Count < 2 ? double.NaN : SquaredDeviations / (Count - 1);

    /// <summary>With one more value.</summary>
    /// <param name="value">Finite.</param>
    public Moments Add(double value)
    {
        if (Count == 0)
            return new Moments(1, value, 0, value, value);

        var difference = value - Mean;
        var mean = Mean + (difference / (Count + 1));
        return new Moments(Count + 1, mean, SquaredDeviations + (difference * (value - mean)), Math.Min(_minimum, value), Math.Max(_maximum, value));
    }

    /// <summary>With the values of another.</summary>
    public Moments Merge(in Moments other)
    {
        if (Count == 0)
            return other;
        if (other.Count == 0)
            return this;

        var count = Count + other.Count;
        var difference = other.Mean - Mean;
        var share = (double)other.Count / count;
        return new Moments(
            count,
            Mean + (difference * share),
            SquaredDeviations + other.SquaredDeviations + (difference * difference * Count * share),
            Math.Min(_minimum, other._minimum),
            Math.Max(_maximum, other._maximum));
    }

    internal static Moments Read(ref CompactReader reader)
    {
        var count = reader.ReadUnsigned();
        if (count == 0)
            return default;

        var moments = count <= long.MaxValue
            ? new Moments((long)count, reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble())
            : throw reader.Damaged();
        return moments.SquaredDeviations >= 0 && moments.Minimum <= moments.Maximum && double.IsFinite(moments.Mean) ? moments : throw reader.Damaged();
    }

    internal void Write(in CompactWriter writer)
    {
        writer.WriteUnsigned((ulong)Count);
        if (Count == 0)
            return;

        writer.WriteDouble(Mean);
        writer.WriteDouble(SquaredDeviations);
        writer.WriteDouble(_minimum);
        writer.WriteDouble(_maximum);
    }
}
