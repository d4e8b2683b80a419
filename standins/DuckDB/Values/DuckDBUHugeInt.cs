using System.Numerics;
using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

/// <summary>A UHUGEINT: an integer of 128 bits, 0 to 2^128 - 1.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly struct DuckDBUHugeInt
{
    /// <summary>The same number. Throws <see cref="ArgumentOutOfRangeException"/> outside 0 to 2^128 - 1.</summary>
    public DuckDBUHugeInt(BigInteger value)
        : this(Checked(value))
    {
    }

    /// <summary>The number <paramref name="upper"/> * 2^64 + <paramref name="lower"/>.</summary>
    public DuckDBUHugeInt(ulong lower, ulong upper)
    {
        Lower = lower;
        Upper = upper;
    }

    internal DuckDBUHugeInt(UInt128 value)
        : this((ulong)(value & ulong.MaxValue), (ulong)(value >> 64))
    {
    }

    /// <summary>The lowest number.</summary>
    public static BigInteger HugeIntMinValue { get; } = UInt128.MinValue;

    /// <summary>The highest number.</summary>
    public static BigInteger HugeIntMaxValue { get; } = UInt128.MaxValue;

    /// <summary>The lower 64 bits.</summary>
    public ulong Lower { get; }

    /// <summary>The upper 64 bits.</summary>
    public ulong Upper { get; }

    /// <summary>The same number.</summary>
    public UInt128 ToUInt128() => new((ulong)Upper, Lower);

    /// <summary>The same number.</summary>
    public BigInteger ToBigInteger() => ToUInt128();

    private static UInt128 Checked(BigInteger value) => value >= HugeIntMinValue && value <= HugeIntMaxValue
        ? (UInt128)value
        : throw new ArgumentOutOfRangeException(
            nameof(value), value, $"A UHUGEINT is a whole number from {HugeIntMinValue} to {HugeIntMaxValue}.");
}
