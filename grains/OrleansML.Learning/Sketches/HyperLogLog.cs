using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;

namespace OrleansML.Learning.Sketches;

/// <summary>
/// Counts different values in bounded memory; sketches of one precision merge without loss, in any order. Starts sparse (a sorted list at a
/// precision of 25 bits, exact but for hash collisions) and becomes 2^precision registers when those are smaller. Sparse form after Heule,
/// Nunkesser and Hall 2013 ("HyperLogLog in Practice"), estimate after Ertl 2017 ("New cardinality estimation algorithms for HyperLogLog
/// sketches", algorithm 6), which needs no correction tables. Standard error of the registers: 1.04 / sqrt(2^precision). Not safe for concurrent use.
/// </summary>
public sealed class HyperLogLog
{
    /// <summary>Smallest precision: 16 registers, 26 % standard error.</summary>
    public const int MinimumPrecision = 4;

    /// <summary>Largest precision: 262,144 registers, 0.2 % standard error.</summary>
    public const int MaximumPrecision = 18;

    /// <summary>The usual precision: 4,096 registers, 1.6 % standard error.</summary>
    public const int DefaultPrecision = 12;

    private const int SparsePrecision = 25;
    private const int RankBits = 6;
    private const uint RankMask = (1 << RankBits) - 1;

    // Sparse: index of 25 bits above a rank of 6, ascending, each index once. Null once dense.
    private uint[]? _sparse = [];
    private int _sparseCount;
    private byte[] _registers = [];

    /// <summary>Creates an empty sketch.</summary>
    /// <param name="precision">4 to 18.</param>
    /// <exception cref="ArgumentOutOfRangeException">The precision is outside its range.</exception>
    public HyperLogLog(int precision = DefaultPrecision)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(precision, MinimumPrecision);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(precision, MaximumPrecision);
        Precision = precision;
    }

    /// <summary>Binary logarithm of the number of registers.</summary>
    public int Precision { get; }

    /// <summary>Whether the sketch is still a list of values.</summary>
    public bool IsSparse => _sparse is not null;

    private int RegisterCount => 1 << Precision;

    /// <summary>Reads a sketch that <see cref="WriteTo"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The data are no sketch, or are damaged.</exception>
    public static HyperLogLog ReadFrom(ReadOnlySpan<byte> data) => HyperLogLogFormat.Read(data);

    /// <summary>Adds a value by its hash.</summary>
    /// <param name="hash">A well-mixed hash of 64 bits, such as XxHash3; the same for every sketch to be merged.</param>
    public void Add(ulong hash)
    {
        var index = (uint)(hash >> (64 - SparsePrecision));
        var rank = (uint)BitOperations.LeadingZeroCount((hash << SparsePrecision) | (1UL << (SparsePrecision - 1))) + 1;
        if (_sparse is null)
            AddToRegisters(index, rank);
        else
            AddToSparse((index << RankBits) | rank);
    }

    /// <summary>Adds everything that another sketch has seen.</summary>
    /// <param name="other">A sketch of the same precision; not changed.</param>
    /// <exception cref="ArgumentException">The precisions differ.</exception>
    public void Merge(HyperLogLog other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Precision != Precision)
            throw new ArgumentException($"A sketch of precision {other.Precision} cannot be merged into one of precision {Precision}.", nameof(other));

        if (other._sparse is null)
        {
            BecomeDense();
            TensorPrimitives.Max<byte>(_registers, other._registers, _registers);
        }
        else if (_sparse is null)
        {
            foreach (var entry in other._sparse.AsSpan(0, other._sparseCount))
                AddToRegisters(entry >> RankBits, entry & RankMask);
        }
        else
        {
            MergeSparse(other._sparse.AsSpan(0, other._sparseCount));
        }
    }

    /// <summary>The estimated number of different values.</summary>
    public long Estimate()
    {
        if (_sparse is null)
            return (long)Math.Round(HyperLogLogEstimator.Estimate(_registers, Precision));

        // Linear counting over the 2^25 sparse positions.
        const double Positions = 1 << SparsePrecision;
        return (long)Math.Round(-Positions * Math.Log(1 - (_sparseCount / Positions)));
    }

    /// <summary>Writes the sketch compactly: differences of the sparse list, or 6 bits a register.</summary>
    public void WriteTo(IBufferWriter<byte> destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        HyperLogLogFormat.Write(destination, Precision, _sparse is null ? [] : _sparse.AsSpan(0, _sparseCount), _registers);
    }

    internal static bool IsSparseEntry(ulong entry) =>
        entry >> RankBits < 1 << SparsePrecision && (entry & RankMask) is > 0 and <= 64 - SparsePrecision + 1;

    internal static bool HasLaterIndex(ulong entry, ulong next) => next >> RankBits > entry >> RankBits;

    internal static HyperLogLog FromSparse(int precision, uint[] entries)
    {
        var sketch = new HyperLogLog(precision) { _sparse = entries, _sparseCount = entries.Length };
        sketch.DensifyIfLarge();
        return sketch;
    }

    internal static HyperLogLog FromRegisters(int precision, byte[] registers) => new(precision) { _sparse = null, _registers = registers };

    private void AddToSparse(uint entry)
    {
        var list = _sparse.AsSpan(0, _sparseCount);
        var position = list.BinarySearch(entry);
        if (position >= 0)
            return;

        // At most one entry has the same index; it is the neighbour with a lower or a higher rank.
        position = ~position;
        if (position < list.Length && list[position] >> RankBits == entry >> RankBits)
            return;
        if (position > 0 && list[position - 1] >> RankBits == entry >> RankBits)
        {
            list[position - 1] = entry;
            return;
        }

        if (_sparseCount == _sparse!.Length)
            Array.Resize(ref _sparse, Math.Max(4, _sparseCount * 2));
        Array.Copy(_sparse, position, _sparse, position + 1, _sparseCount - position);
        _sparse[position] = entry;
        _sparseCount++;
        DensifyIfLarge();
    }

    private void MergeSparse(ReadOnlySpan<uint> other)
    {
        var mine = _sparse.AsSpan(0, _sparseCount);
        var merged = new uint[mine.Length + other.Length];
        var (left, right, count) = (0, 0, 0);
        while (left < mine.Length || right < other.Length)
        {
            var entry = right == other.Length || (left < mine.Length && mine[left] <= other[right]) ? mine[left++] : other[right++];
            if (count > 0 && merged[count - 1] >> RankBits == entry >> RankBits)
                merged[count - 1] = entry;
            else
                merged[count++] = entry;
        }

        _sparse = merged;
        _sparseCount = count;
        DensifyIfLarge();
    }

    private void DensifyIfLarge()
    {
        if (_sparseCount * sizeof(uint) > RegisterCount)
            BecomeDense();
    }

    private void BecomeDense()
    {
        if (_sparse is not { } sparse)
            return;

        _registers = new byte[RegisterCount];
        _sparse = null;
        foreach (var entry in sparse.AsSpan(0, _sparseCount))
            AddToRegisters(entry >> RankBits, entry & RankMask);
        _sparseCount = 0;
    }

    // The index bits beyond this precision belong to the rank: if all are zero, the rank of the rest continues them.
    private void AddToRegisters(uint sparseIndex, uint sparseRank)
    {
        var surplus = SparsePrecision - Precision;
        var below = sparseIndex & ((1u << surplus) - 1);
        var rank = below == 0 ? sparseRank + (uint)surplus : (uint)(BitOperations.LeadingZeroCount(below) - (32 - surplus) + 1);
        ref var register = ref _registers[sparseIndex >> surplus];
        register = Math.Max(register, (byte)rank);
    }
}
