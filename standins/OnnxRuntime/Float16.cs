using System.Globalization;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>A number of IEEE 754 half precision: 1 sign bit, 5 exponent bits, 10 fraction bits.</summary>
public readonly struct Float16 : IComparable, IComparable<Float16>, IEquatable<Float16>
{
    /// <summary>The bits of the number.</summary>
    public readonly ushort value;

    private const ushort SignMask = 0x8000;
    private const ushort ExponentMask = 0x7C00;
    private const ushort FractionMask = 0x03FF;
    private const ushort NaNBits = 0xFE00;

    /// <summary>Makes a number of its bits.</summary>
    public Float16(ushort v) => value = v;

    /// <summary>The smallest positive normal number.</summary>
    public static Float16 Epsilon => new(0x0400);

    /// <summary>The nearest number to pi.</summary>
    public static Float16 Pi => new(0x4248);

    /// <summary>Positive infinity.</summary>
    public static Float16 PositiveInfinity => new(ExponentMask);

    /// <summary>Negative infinity.</summary>
    public static Float16 NegativeInfinity => new(ExponentMask | SignMask);

    /// <summary>Not a number.</summary>
    public static Float16 NaN => new(NaNBits);

    /// <summary>Zero.</summary>
    public static Float16 Zero => new(0);

    /// <summary>One.</summary>
    public static Float16 One => new(0x3C00);

    /// <summary>Negative zero.</summary>
    public static Float16 NegativeZero => new(SignMask);

    /// <summary>The lowest finite number.</summary>
    public static Float16 MinValue => new(0xFBFF);

    /// <summary>The highest finite number.</summary>
    public static Float16 MaxValue => new(0x7BFF);

    /// <summary>Whether the left number is lower; false where one is not a number.</summary>
    public static bool operator <(Float16 left, Float16 right) => left.ToFloat() < right.ToFloat();

    /// <summary>Whether the left number is higher; false where one is not a number.</summary>
    public static bool operator >(Float16 left, Float16 right) => left.ToFloat() > right.ToFloat();

    /// <summary>Whether the left number is lower or equal; false where one is not a number.</summary>
    public static bool operator <=(Float16 left, Float16 right) => left.ToFloat() <= right.ToFloat();

    /// <summary>Whether the left number is higher or equal; false where one is not a number.</summary>
    public static bool operator >=(Float16 left, Float16 right) => left.ToFloat() >= right.ToFloat();

    /// <summary>Whether both have the same bits; false where one is not a number. As in the official type, the two zeros differ.</summary>
    public static bool operator ==(Float16 left, Float16 right) => left.value == right.value && !IsNaN(left);

    /// <summary>Whether both differ; true where one is not a number.</summary>
    public static bool operator !=(Float16 left, Float16 right) => !(left == right);

    /// <summary>Rounds to the nearest number, to the even one between two.</summary>
    public static explicit operator Float16(float value) =>
        float.IsNaN(value) ? NaN : new(BitConverter.HalfToUInt16Bits((Half)value));

    /// <summary>Widens without loss.</summary>
    public static explicit operator float(Float16 value) => (float)BitConverter.UInt16BitsToHalf(value.value);

    /// <summary>Whether the number is zero, subnormal or normal.</summary>
    public static bool IsFinite(Float16 value) => (value.value & ExponentMask) != ExponentMask;

    /// <summary>Whether the number is infinite.</summary>
    public static bool IsInfinity(Float16 value) => (value.value & ~SignMask) == ExponentMask;

    /// <summary>Whether this is not a number.</summary>
    public static bool IsNaN(Float16 value) => (value.value & ~SignMask) > ExponentMask;

    /// <summary>Whether the sign bit is set.</summary>
    public static bool IsNegative(Float16 value) => (value.value & SignMask) != 0;

    /// <summary>Whether the number is negative infinity.</summary>
    public static bool IsNegativeInfinity(Float16 value) => value.value == (ExponentMask | SignMask);

    /// <summary>Whether the number is finite, not zero, and not subnormal.</summary>
    public static bool IsNormal(Float16 value) => (value.value & ExponentMask) is not 0 and not ExponentMask;

    /// <summary>Whether the number is positive infinity.</summary>
    public static bool IsPositiveInfinity(Float16 value) => value.value == ExponentMask;

    /// <summary>Whether the number is nearer to zero than any normal number, and not zero.</summary>
    public static bool IsSubnormal(Float16 value) => (value.value & ExponentMask) == 0 && (value.value & FractionMask) != 0;

    /// <summary>Whether this is not a number, or zero of either sign.</summary>
    public static bool IsNaNOrZero(Float16 value) => IsNaN(value) || (value.value & ~SignMask) == 0;

    /// <summary>Changes the sign; what is not a number stays as it is.</summary>
    public static Float16 Negate(Float16 value) => IsNaN(value) ? value : new((ushort)(value.value ^ SignMask));

    /// <inheritdoc/>
    public int CompareTo(object? obj) => obj switch
    {
        null => 1,
        Float16 other => CompareTo(other),
        _ => throw new ArgumentException("Object must be of type Float16", nameof(obj)),
    };

    /// <summary>Orders numbers; what is not a number comes first.</summary>
    public int CompareTo(Float16 other)
    {
        if (this < other)
            return -1;
        if (this == other)
            return 0;
        return IsNaN(this) ? IsNaN(other) ? 0 : -1 : 1;
    }

    /// <summary>Whether both are equal; here the two zeros are equal, and what is not a number equals what is not a number.</summary>
    public bool Equals(Float16 other) =>
        value == other.value || ((value | other.value) & ~SignMask) == 0 || (IsNaN(this) && IsNaN(other));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Float16 other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => IsNaNOrZero(this) ? value & ExponentMask : value;

    /// <summary>The bits and the number, such as <c>15872 : 1.5</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{value} : {ToFloat()}");

    /// <summary>Widens without loss.</summary>
    public float ToFloat() => (float)this;
}
