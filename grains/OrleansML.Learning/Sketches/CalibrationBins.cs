using OrleansML.Learning.Features;

namespace OrleansML.Learning.Sketches;

/// <summary>
/// Probabilities in bins of equal width, each with its number, its positives and its sum of probabilities: how far what was said lies from what
/// happened. Mergeable. Not safe for concurrent use.
/// </summary>
public sealed class CalibrationBins
{
    /// <summary>The usual number of bins.</summary>
    public const int DefaultBins = 10;

    private const int MostBins = 1000;

    private readonly long[] _counts;
    private readonly long[] _positives;
    private readonly double[] _sums;

    /// <summary>Creates empty bins.</summary>
    /// <param name="bins">Their number, 2 to 1,000.</param>
    public CalibrationBins(int bins = DefaultBins)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bins, MostBins);
        _counts = new long[bins];
        _positives = new long[bins];
        _sums = new double[bins];
    }

    /// <summary>Number of bins.</summary>
    public int Bins => _counts.Length;

    /// <summary>Number of probabilities.</summary>
    public long Count { get; private set; }

    /// <summary>Positives.</summary>
    public long Positives { get; private set; }

    /// <summary>
    /// The expected calibration error (Naeini, Cooper and Hauskrecht 2015): the difference between mean probability and share of positives of each
    /// bin, weighted by its number; NaN without probabilities.
    /// </summary>
    public double ExpectedError
    {
        get
        {
            var sum = 0.0;
            for (var bin = 0; bin < Bins; bin++)
                sum += Math.Abs(_sums[bin] - _positives[bin]);
            return sum / Count;
        }
    }

    /// <summary>Adds a probability and what happened.</summary>
    /// <param name="probability">0 to 1.</param>
    /// <param name="isPositive">Whether it was positive.</param>
    public void Add(double probability, bool isPositive)
    {
        if (!(probability is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability from 0 to 1 is allowed.");

        var bin = Math.Min((int)(probability * Bins), Bins - 1);
        var positive = isPositive ? 1 : 0;
        _counts[bin]++;
        _positives[bin] += positive;
        _sums[bin] += probability;
        Count++;
        Positives += positive;
    }

    /// <summary>Adds what another has.</summary>
    /// <exception cref="ArgumentException">The numbers of bins differ.</exception>
    public void Merge(CalibrationBins other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Bins != Bins)
            throw new ArgumentException($"{other.Bins} bins cannot be merged into {Bins}.", nameof(other));

        for (var bin = 0; bin < Bins; bin++)
        {
            _counts[bin] += other._counts[bin];
            _positives[bin] += other._positives[bin];
            _sums[bin] += other._sums[bin];
        }

        Count += other.Count;
        Positives += other.Positives;
    }

    /// <summary>A bin: its number, its share of positives and its mean probability, both NaN where it is empty.</summary>
    public (long Count, double PositiveShare, double MeanProbability) Bin(int bin) =>
        (_counts[bin], (double)_positives[bin] / _counts[bin], _sums[bin] / _counts[bin]);

    internal static CalibrationBins Read(ref CompactReader reader)
    {
        var size = reader.ReadCount(3);
        if (size is < 2 or > MostBins)
            throw reader.Damaged();

        var bins = new CalibrationBins(size);
        for (var bin = 0; bin < size; bin++)
        {
            var (count, positives) = (reader.ReadUnsigned(), reader.ReadUnsigned());
            bins._sums[bin] = reader.ReadDouble();
            if (count > long.MaxValue || positives > count || !(bins._sums[bin] >= 0 && bins._sums[bin] <= count))
                throw reader.Damaged();
            bins._counts[bin] = (long)count;
            bins._positives[bin] = (long)positives;
            bins.Count += (long)count;
            bins.Positives += (long)positives;
        }

        return bins;
    }

    internal void Write(in CompactWriter writer)
    {
        writer.WriteUnsigned((ulong)Bins);
        for (var bin = 0; bin < Bins; bin++)
        {
            writer.WriteUnsigned((ulong)_counts[bin]);
            writer.WriteUnsigned((ulong)_positives[bin]);
            writer.WriteDouble(_sums[bin]);
        }
    }
}
