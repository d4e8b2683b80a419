using System.Buffers;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using OrleansML.Learning.Features;

namespace OrleansML.Learning.Sketches;

/// <summary>
/// Ranks and quantiles of numbers in bounded memory; sketches merge. Exact up to <see cref="K"/> values. Karnin, Lang and Liberty 2016 ("Optimal
/// Quantile Approximation in Streams"), with the lazy compaction and the measured error of Apache DataSketches. Compaction tosses no coin but hashes
/// the values it works on: the same values in the same order give the same bits, and sketches of different values err independently although they
/// share a seed. Not safe for concurrent use.
/// </summary>
public sealed class KllSketch
{
    /// <summary>Smallest k: rank error 30 %.</summary>
    public const int MinimumK = 8;

    /// <summary>Largest k: rank error 0.005 %.</summary>
    public const int MaximumK = 65_535;

    /// <summary>The usual k: rank error 1.33 %, at most about 600 numbers.</summary>
    public const int DefaultK = 200;

    private const int FirstItems = 8;

    // Level h lies in [_bounds[h], _bounds[h + 1]), each value of it counts 2^h times, and all but level 0 are sorted. Level 0 grows towards the front.
    private double[] _items;
    private int[] _bounds;
    private bool _isFirstSorted;
    private ulong _state;

    /// <summary>Creates an empty sketch.</summary>
    /// <param name="k">8 to 65,535; more is more exact and larger.</param>
    /// <param name="seed">Goes into the choice of what compaction keeps.</param>
    /// <exception cref="ArgumentOutOfRangeException">k is outside its range.</exception>
    public KllSketch(int k = DefaultK, ulong seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, MinimumK);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(k, MaximumK);
        K = k;
        ErrorK = k;
        _state = seed;
        _items = [];
        _bounds = [0, 0];
    }

    internal KllSketch(int k, int errorK, ulong state, long count, double minimum, double maximum, double[] items, int[] bounds)
    {
        K = k;
        ErrorK = errorK;
        Count = count;
        Minimum = minimum;
        Maximum = maximum;
        _state = state;
        _items = items;
        _bounds = bounds;
        _isFirstSorted = true;
    }

    /// <summary>How exact it is.</summary>
    public int K { get; }

    /// <summary>The smallest k that went into it: that of the error.</summary>
    public int ErrorK { get; private set; }

    /// <summary>Number of values.</summary>
    public long Count { get; private set; }

    /// <summary>Smallest value, exact; NaN without values.</summary>
    public double Minimum { get; private set; } = double.NaN;

    /// <summary>Greatest value, exact; NaN without values.</summary>
    public double Maximum { get; private set; } = double.NaN;

    /// <summary>Values that it keeps.</summary>
    public int Retained => _items.Length - _bounds[0];

    /// <summary>Whether every value is kept.</summary>
    public bool IsExact => Levels == 1;

    /// <summary>What a rank is off by at most, with a chance of 99 %; 0 while exact.</summary>
    public double RankError => IsExact ? 0 : 2.296 / Math.Pow(ErrorK, 0.9723);

    /// <summary>What the share of values in an interval is off by at most, with a chance of 99 %; 0 while exact.</summary>
    public double ShareError => IsExact ? 0 : 2.446 / Math.Pow(ErrorK, 0.9433);

    internal int Levels => _bounds.Length - 1;

    internal ulong State => _state;

    /// <summary>Reads a sketch that <see cref="WriteTo"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The data are no sketch, or are damaged.</exception>
    public static KllSketch ReadFrom(ReadOnlySpan<byte> data)
    {
        var reader = new CompactReader(data);
        var sketch = KllFormat.Read(ref reader);
        reader.ExpectEnd();
        return sketch;
    }

    /// <summary>Adds a value; -0 as 0.</summary>
    /// <param name="value">Any but NaN.</param>
    /// <exception cref="ArgumentException">The value is NaN.</exception>
    public void Add(double value)
    {
        if (double.IsNaN(value))
            throw new ArgumentException("NaN has no rank; count missing values apart.", nameof(value));

        value += 0.0;
        Minimum = Count == 0 ? value : Math.Min(Minimum, value);
        Maximum = Count == 0 ? value : Math.Max(Maximum, value);
        Count++;
        Append(value);
    }

    /// <summary>Adds everything that another sketch has seen; the k may differ. What comes out depends on the order of merging, within the error.</summary>
    /// <param name="other">Another sketch; keeps what it has.</param>
    public void Merge(KllSketch other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (ReferenceEquals(this, other))
            throw new ArgumentException("A sketch cannot be merged into itself.", nameof(other));
        if (other.Count == 0)
            return;

        Minimum = Count == 0 ? other.Minimum : Math.Min(Minimum, other.Minimum);
        Maximum = Count == 0 ? other.Maximum : Math.Max(Maximum, other.Maximum);
        Count += other.Count;
        if (other.IsExact)
        {
            foreach (var value in other.Level(0))
                Append(value);
            return;
        }

        ErrorK = Math.Min(ErrorK, other.ErrorK);
        _state ^= other._state;
        (_items, _bounds) = new KllMerge(K, Toss).Merge(this, other);
        _isFirstSorted = true;
    }

    /// <summary>How many values are at most this one.</summary>
    /// <param name="value">Any number.</param>
    /// <param name="isInclusive">Whether those that equal it count.</param>
    /// <returns>Exact while <see cref="IsExact"/>, otherwise within <see cref="RankError"/> of all.</returns>
    public long CountUpTo(double value, bool isInclusive = true)
    {
        var count = 0L;
        for (var level = 0; level < Levels; level++)
            count += (long)CountIn(Level(level), value, isInclusive) << level;
        return count;
    }

    /// <summary>The share of values that are at most this one; NaN without values.</summary>
    /// <param name="value">Any number.</param>
    /// <param name="isInclusive">Whether those that equal it count.</param>
    public double Rank(double value, bool isInclusive = true) => Count == 0 ? double.NaN : (double)CountUpTo(value, isInclusive) / Count;

    /// <summary>The smallest kept value that at least this share of all is at most; NaN without values.</summary>
    /// <param name="share">0 (the minimum) to 1 (the maximum).</param>
    public double Quantile(double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        return share switch { 0 => Minimum, 1 => Maximum, _ => WeightedSample.Of(this).Quantile(share) };
    }

    /// <summary>Several quantiles at once; see <see cref="Quantile"/>.</summary>
    /// <param name="shares">Each above 0 and below 1.</param>
    internal double[] Quantiles(params ReadOnlySpan<double> shares)
    {
        var sample = WeightedSample.Of(this);
        var quantiles = new double[shares.Length];
        for (var index = 0; index < shares.Length; index++)
            quantiles[index] = sample.Quantile(shares[index]);
        return quantiles;
    }

    /// <summary>Writes the sketch compactly; equal sketches give equal bytes.</summary>
    public void WriteTo(IBufferWriter<byte> destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        KllFormat.Write(new CompactWriter(destination), this);
    }

    /// <summary>The values of a level, ascending; each counts 2^level times.</summary>
    internal ReadOnlySpan<double> Level(int level)
    {
        if (level == 0)
            SortFirst();
        return level < Levels ? _items.AsSpan(_bounds[level].._bounds[level + 1]) : [];
    }

    internal static int CountIn(ReadOnlySpan<double> sorted, double value, bool isInclusive)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (sorted[middle] < value || (isInclusive && sorted[middle] == value))
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private void Append(double value)
    {
        if (_bounds[0] == 0)
            MakeRoom();
        _items[--_bounds[0]] = value;
        _isFirstSorted = false;
    }

    private void MakeRoom()
    {
        if (Levels == 1 && _items.Length < K)
        {
            Extend(Math.Min(K, Math.Max(FirstItems, _items.Length * 2)));
            return;
        }

        var level = 0;
        while (_bounds[level + 1] - _bounds[level] < KllCapacity.OfLevel(K, Levels, level))
            level++;
        if (level == Levels - 1)
        {
            Extend(KllCapacity.OfAll(K, Levels + 1));
            _bounds = [.. _bounds, _items.Length];
        }

        Compact(level);
    }

    private void Extend(int length)
    {
        var items = new double[length];
        var shift = length - _items.Length;
        _items.CopyTo(items, shift);
        _items = items;
        for (var index = 0; index < _bounds.Length; index++)
            _bounds[index] += shift;
    }

    // Every second value of the level goes one level up, where it counts twice; of an odd number, the first stays.
    private void Compact(int level)
    {
        if (level == 0)
            SortFirst();
        var (begin, end, aboveEnd) = (_bounds[level], _bounds[level + 1], _bounds[level + 2]);
        var odd = (end - begin) & 1;
        var half = (end - begin) / 2;
        var pairs = _items.AsSpan(begin + odd, half * 2);
        var offset = Toss(pairs);
        for (var index = 0; index < half; index++)
            pairs[index] = pairs[(index * 2) + offset];

        // What is kept now lies before its new place; writing never overtakes reading.
        var (kept, keptEnd, above) = (begin + odd, begin + odd + half, end);
        for (var index = end - half; index < aboveEnd; index++)
            _items[index] = above == aboveEnd || (kept < keptEnd && _items[kept] <= _items[above]) ? _items[kept++] : _items[above++];

        _bounds[level + 1] = end - half;
        if (odd == 1)
            _items[end - half - 1] = _items[begin];
        Array.Copy(_items, _bounds[0], _items, _bounds[0] + half, begin - _bounds[0]);
        for (var lower = 0; lower <= level; lower++)
            _bounds[lower] += half;
    }

    private int Toss(ReadOnlySpan<double> values)
    {
        _state = XxHash3.HashToUInt64(MemoryMarshal.AsBytes(values), (long)_state);
        return (int)(_state & 1);
    }

    private void SortFirst()
    {
        if (!_isFirstSorted)
            _items.AsSpan(_bounds[0].._bounds[1]).Sort();
        _isFirstSorted = true;
    }
}
