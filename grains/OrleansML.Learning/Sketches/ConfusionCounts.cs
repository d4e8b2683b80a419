using OrleansML.Learning.Features;

namespace OrleansML.Learning.Sketches;

/// <summary>How often each class was predicted for each class; mergeable. Not safe for concurrent use.</summary>
public sealed class ConfusionCounts
{
    /// <summary>Most classes.</summary>
    public const int MostClasses = 1000;

    private readonly long[] _counts;

    /// <summary>Creates empty counts.</summary>
    /// <param name="classes">Number of classes, 2 to 1,000.</param>
    public ConfusionCounts(int classes = 2)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(classes, MostClasses);
        Classes = classes;
        _counts = new long[classes * classes];
    }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>Number of predictions.</summary>
    public long Count { get; private set; }

    /// <summary>Predictions that were right.</summary>
    public long Correct => Enumerable.Range(0, Classes).Sum(index => this[index, index]);

    /// <summary>How often a class was predicted for another.</summary>
    /// <param name="predicted">Class from 0.</param>
    /// <param name="actual">Class from 0.</param>
    public long this[int predicted, int actual] => _counts[PlaceOf(predicted, actual)];

    /// <summary>Counts predictions.</summary>
    /// <param name="predicted">Class from 0.</param>
    /// <param name="actual">Class from 0.</param>
    /// <param name="count">How many, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public void Add(int predicted, int actual, long count = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        _counts[PlaceOf(predicted, actual)] += count;
        Count += count;
    }

    /// <summary>Adds the counts of another.</summary>
    /// <exception cref="ArgumentException">The numbers of classes differ.</exception>
    public void Merge(ConfusionCounts other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Classes != Classes)
            throw new ArgumentException($"Counts of {other.Classes} classes cannot be merged into counts of {Classes}.", nameof(other));

        for (var index = 0; index < _counts.Length; index++)
            _counts[index] += other._counts[index];
        Count += other.Count;
    }

    /// <summary>How often a class was predicted.</summary>
    public long PredictedAs(int predicted) => Enumerable.Range(0, Classes).Sum(actual => this[predicted, actual]);

    /// <summary>How often a class was the truth.</summary>
    public long ActuallyIs(int actual) => Enumerable.Range(0, Classes).Sum(predicted => this[predicted, actual]);

    internal static ConfusionCounts Read(ref CompactReader reader)
    {
        var classes = reader.ReadUnsigned();
        if (classes is < 2 or > MostClasses || classes * classes > (ulong)reader.Remaining)
            throw reader.Damaged();

        var counts = new ConfusionCounts((int)classes);
        for (var index = 0; index < counts._counts.Length; index++)
        {
            var count = reader.ReadUnsigned();
            counts._counts[index] = count <= long.MaxValue ? (long)count : throw reader.Damaged();
            counts.Count += (long)count;
        }

        return counts;
    }

    internal void Write(in CompactWriter writer)
    {
        writer.WriteUnsigned((ulong)Classes);
        foreach (var count in _counts)
            writer.WriteUnsigned((ulong)count);
    }

    private int PlaceOf(int predicted, int actual)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(predicted);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(predicted, Classes);
        ArgumentOutOfRangeException.ThrowIfNegative(actual);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(actual, Classes);
        return (predicted * Classes) + actual;
    }
}
