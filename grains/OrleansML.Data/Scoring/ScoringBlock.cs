using System.Buffers;
using OrleansML.Learning.Features;

namespace OrleansML.Data.Scoring;

/// <summary>
/// Some rows of a slice, ready to be scored, in arrays that are filled again and again. Rows that cannot be scored stand apart, so that what the
/// matrices hold is dense. For one thread at a time.
/// </summary>
public sealed class ScoringBlock
{
    private readonly IReadOnlyList<ScoringTensor> _tensors;
    private readonly Array[] _values;
    private readonly IMemoryOwner<byte>?[] _bytes;
    private readonly int[] _rows;
    private readonly List<ScoringBadRow> _bad = [];

    /// <summary>Makes an empty block.</summary>
    /// <param name="tensors">What its rows consist of.</param>
    /// <param name="capacity">Most rows, at least 1.</param>
    public ScoringBlock(IReadOnlyList<ScoringTensor> tensors, int capacity)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _tensors = tensors;
        _values = [.. tensors.Select(tensor => Allocate(tensor.Kind, checked(capacity * tensor.Columns.Count)))];
        _bytes = Array.ConvertAll(_values, BytesOf);
        _rows = new int[capacity];
    }

    /// <summary>Most rows.</summary>
    public int Capacity => _rows.Length;

    /// <summary>Rows that can be scored, 0 to <see cref="Capacity"/>.</summary>
    public int Count { get; private set; }

    /// <summary>The place in the slice of each row that can be scored, ascending.</summary>
    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, Count);

    /// <summary>Rows met on the way that cannot be scored. Valid until the block is filled again.</summary>
    public IReadOnlyList<ScoringBadRow> BadRows => _bad;

    /// <summary>The values of a tensor, row by row: <see cref="Count"/> times as many as it has columns. Valid until the block is filled again.</summary>
    /// <typeparam name="T">The type of the tensor's kind: float, double, int, long, bool, string or <see cref="FeatureValue"/>.</typeparam>
    /// <param name="tensor">Its place among the tensors of the block.</param>
    /// <exception cref="InvalidCastException">The tensor has another kind.</exception>
    public Memory<T> Values<T>(int tensor) => ((T[])_values[tensor]).AsMemory(0, Count * _tensors[tensor].Columns.Count);

    /// <summary>The values of a tensor of numbers or truth values as bytes, without a copy. Valid until the block is filled again.</summary>
    /// <param name="tensor">Its place among the tensors of the block.</param>
    /// <exception cref="InvalidCastException">The tensor has texts or feature values.</exception>
    public ReadOnlyMemory<byte> Bytes(int tensor)
    {
        var bytes = _bytes[tensor] ?? throw new InvalidCastException($"Tensor '{_tensors[tensor].Name}' is {_tensors[tensor].Kind}, which has no bytes.");
        return bytes.Memory[..(bytes.Memory.Length / _rows.Length * Count)];
    }

    internal IReadOnlyList<ScoringTensor> Tensors => _tensors;

    internal bool IsFull => Count == _rows.Length;

    internal void Clear()
    {
        Count = 0;
        _bad.Clear();
    }

    internal void AddBad(int row, string reason) => _bad.Add(new ScoringBadRow(row, reason));

    internal void Add(int row) => _rows[Count++] = row;

    /// <summary>Where the values of the row that is added next go.</summary>
    internal Span<T> Next<T>(int tensor)
    {
        var columns = _tensors[tensor].Columns.Count;
        return System.Runtime.CompilerServices.Unsafe.As<T[]>(_values[tensor]).AsSpan(Count * columns, columns);
    }

    private static IMemoryOwner<byte>? BytesOf(Array values) => values switch
    {
        float[] floats => new ArrayBytes<float>(floats),
        double[] doubles => new ArrayBytes<double>(doubles),
        int[] ints => new ArrayBytes<int>(ints),
        long[] longs => new ArrayBytes<long>(longs),
        bool[] bools => new ArrayBytes<bool>(bools),
        _ => null,
    };

    private static Array Allocate(ScoringKind kind, int length) => kind switch
    {
        ScoringKind.Float32 => new float[length],
        ScoringKind.Float64 => new double[length],
        ScoringKind.Int32 => new int[length],
        ScoringKind.Int64 => new long[length],
        ScoringKind.Bool => new bool[length],
        ScoringKind.Text => new string[length],
        ScoringKind.Feature => new FeatureValue[length],
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A tensor has no such kind."),
    };
}
