using System.Globalization;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>The upper half of a 32-bit floating point number: 1 sign bit, 8 exponent bits, 7 fraction bits.</summary>
public readonly struct BFloat16 : IComparable, IComparable<BFloat16>, IEquatable<BFloat16>
{
    /// <summary>The bits of the number.</summary>
    public readonly ushort value;

    private const ushort SignMask = 0x8000;
    private const ushort ExponentMask = 0x7F80;
    private const ushort FractionMask = 0x007F;
    private const ushort NaNBits = 0xFFC1;

    /// <summary>Makes a number of its bits.</summary>
    public BFloat16(ushort v) => value = v;

    /// <summary>The smallest positive normal number.</summary>
    public static BFloat16 Epsilon => new(0x0080);

    /// <summary>The nearest number to pi.</summary>
    public static BFloat16 Pi => new(0x4049);

    /// <summary>Positive infinity.</summary>
    public static BFloat16 PositiveInfinity => new(ExponentMask);

    /// <summary>Negative infinity.</summary>
    public static BFloat16 NegativeInfinity => new(ExponentMask | SignMask);

    /// <summary>Not a number.</summary>
    public static BFloat16 NaN => new(NaNBits);

    /// <summary>Zero.</summary>
    public static BFloat16 Zero => new(0);

    /// <summary>One.</summary>
    public static BFloat16 One => new(0x3F80);

    /// <summary>Negative zero.</summary>
    public static BFloat16 NegativeZero => new(SignMask);

    /// <summary>The lowest finite number.</summary>
    public static BFloat16 MinValue => new(0xFF7F);

    /// <summary>The highest finite number.</summary>
    public static BFloat16 MaxValue => new(0x7F7F);

    /// <summary>Whether the left number is lower; false where one is not a number.</summary>
    public static bool operator <(BFloat16 left, BFloat16 right) => left.ToFloat() < right.ToFloat();

    /// <summary>Whether the left number is higher; false where one is not a number.</summary>
    public static bool operator >(BFloat16 left, BFloat16 right) => left.ToFloat() > right.ToFloat();

    /// <summary>Whether the left number is lower or equal; false where one is not a number.</summary>
    public static bool operator <=(BFloat16 left, BFloat16 right) => left.ToFloat() <= right.ToFloat();

    /// <summary>Whether the left number is higher or equal; false where one is not a number.</summary>
    public static bool operator >=(BFloat16 left, BFloat16 right) => left.ToFloat() >= right.ToFloat();

    /// <summary>Whether both have the same bits; false where one is not a number. As in the official type, the two zeros differ.</summary>
    public static bool operator ==(BFloat16 left, BFloat16 right) => left.value == right.value && !IsNaN(left);

    /// <summary>Whether both differ; true where one is not a number.</summary>
    public static bool operator !=(BFloat16 left, BFloat16 right) => !(left == right);

    /// <summary>Rounds to the nearest number, to the even one between two.</summary>
    public static explicit operator BFloat16(float value)
    {
        if (float.IsNaN(value))
            return NaN;

        // Half of the lowest kept bit is added, less one where that bit is clear, and the carry does the rounding.
        var bits = BitConverter.SingleToUInt32Bits(value);
        return new((ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16));
    }

    /// <summary>Widens without loss.</summary>
    public static explicit operator float(BFloat16 value) => BitConverter.UInt32BitsToSingle((uint)value.value << 16);

    /// <summary>Whether the number is zero, subnormal or normal.</summary>
    public static bool IsFinite(BFloat16 value) => (value.value & ExponentMask) != ExponentMask;

    /// <summary>Whether the number is infinite.</summary>
    public static bool IsInfinity(BFloat16 value) => (value.value & ~SignMask) == ExponentMask;

    /// <summary>Whether this is not a number.</summary>
    public static bool IsNaN(BFloat16 value) => (value.value & ~SignMask) > ExponentMask;

    /// <summary>Whether the sign bit is set.</summary>
    public static bool IsNegative(BFloat16 value) => (value.value & SignMask) != 0;

    /// <summary>Whether the number is negative infinity.</summary>
    public static bool IsNegativeInfinity(BFloat16 value) => value.value == (ExponentMask | SignMask);

    /// <summary>Whether the number is finite, not zero, and not subnormal.</summary>
    public static bool IsNormal(BFloat16 value) => (value.value & ExponentMask) is not 0 and not ExponentMask;

    /// <summary>Whether the number is positive infinity.</summary>
    public static bool IsPositiveInfinity(BFloat16 value) => value.value == ExponentMask;

    /// <summary>Whether the number is nearer to zero than any normal number, and not zero.</summary>
    public static bool IsSubnormal(BFloat16 value) => (value.value & ExponentMask) == 0 && (value.value & FractionMask) != 0;

    /// <summary>Whether this is not a number, or zero of either sign.</summary>
    public static bool IsNaNOrZero(BFloat16 value) => IsNaN(value) || (value.value & ~SignMask) == 0;

    /// <summary>Changes the sign; what is not a number stays as it is.</summary>
    public static BFloat16 Negate(BFloat16 value) => IsNaN(value) ? value : new((ushort)(value.value ^ SignMask));

    /// <inheritdoc/>
    public int CompareTo(object? obj) => obj switch
    {
        null => 1,
        BFloat16 other => CompareTo(other),
        _ => throw new ArgumentException("Object must be of type BFloat16", nameof(obj)),
    };

    /// <summary>Orders numbers; what is not a number comes first.</summary>
    public int CompareTo(BFloat16 other)
    {
        if (this < other)
            return -1;
        if (this == other)
            return 0;
        return IsNaN(this) ? IsNaN(other) ? 0 : -1 : 1;
    }

    /// <summary>Whether both are equal; here the two zeros are equal, and what is not a number equals what is not a number.</summary>
    public bool Equals(BFloat16 other) =>
        value == other.value || ((value | other.value) & ~SignMask) == 0 || (IsNaN(this) && IsNaN(other));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is BFloat16 other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => IsNaNOrZero(this) ? value & ExponentMask : value;

    /// <summary>The bits and the number, such as <c>16320 : 1.5</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{value} : {ToFloat()}");

    /// <summary>Widens without loss.</summary>
    public float ToFloat() => (float)this;
}
