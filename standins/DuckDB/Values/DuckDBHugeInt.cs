using System.Numerics;
using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

/// <summary>A HUGEINT: an integer of 128 bits, -2^127 to 2^127 - 1.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly struct DuckDBHugeInt
{
    /// <summary>The same number. Throws <see cref="ArgumentOutOfRangeException"/> outside -2^127 to 2^127 - 1.</summary>
    public DuckDBHugeInt(BigInteger value)
        : this(Checked(value))
    {
    }

    /// <summary>The number <paramref name="upper"/> * 2^64 + <paramref name="lower"/>.</summary>
    public DuckDBHugeInt(ulong lower, long upper)
    {
        Lower = lower;
        Upper = upper;
    }

    internal DuckDBHugeInt(Int128 value)
        : this((ulong)(value & ulong.MaxValue), (long)(value >> 64))
    {
    }

    /// <summary>The lowest number.</summary>
    public static BigInteger HugeIntMinValue { get; } = Int128.MinValue;

    /// <summary>The highest number.</summary>
    public static BigInteger HugeIntMaxValue { get; } = Int128.MaxValue;

    /// <summary>The lower 64 bits.</summary>
    public ulong Lower { get; }

    /// <summary>The upper 64 bits.</summary>
    public long Upper { get; }

    /// <summary>The same number.</summary>
    public Int128 ToInt128() => new((ulong)Upper, Lower);

    /// <summary>The same number.</summary>
    public BigInteger ToBigInteger() => ToInt128();

    private static Int128 Checked(BigInteger value) => value >= HugeIntMinValue && value <= HugeIntMaxValue
        ? (Int128)value
        : throw new ArgumentOutOfRangeException(
            nameof(value), value, $"A HUGEINT is a whole number from {HugeIntMinValue} to {HugeIntMaxValue}.");
}
