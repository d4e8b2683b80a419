using TorchSharp.Native;

namespace TorchSharp;

/// <summary>Numbers to and from <see cref="Scalar"/>.</summary>
public static class ScalarExtensionMethods
{
    /// <summary>A whole number.</summary>
    public static Scalar ToScalar(this byte value) => value;

    /// <summary>A whole number.</summary>
    public static Scalar ToScalar(this sbyte value) => value;

    /// <summary>A whole number.</summary>
    public static Scalar ToScalar(this short value) => value;

    /// <summary>A whole number.</summary>
    public static Scalar ToScalar(this int value) => value;

    /// <summary>A whole number.</summary>
    public static Scalar ToScalar(this long value) => value;

    /// <summary>A floating point number.</summary>
    public static Scalar ToScalar(this float value) => value;

    /// <summary>A floating point number.</summary>
    public static Scalar ToScalar(this double value) => value;

    /// <summary>A truth value.</summary>
    public static Scalar ToScalar(this bool value) => value;

    /// <summary>A floating point number.</summary>
    public static Scalar ToScalar(this Half value) => value;

    /// <summary>A floating point number.</summary>
    public static Scalar ToScalar(this BFloat16 value) => value;

    /// <summary>The number as <see cref="byte"/>, without its fraction.</summary>
    public static byte ToByte(this Scalar value) => (byte)Whole(value);

    /// <summary>The number as <see cref="sbyte"/>, without its fraction.</summary>
    public static sbyte ToSByte(this Scalar value) => (sbyte)Whole(value);

    /// <summary>The number as <see cref="short"/>, without its fraction.</summary>
    public static short ToInt16(this Scalar value) => (short)Whole(value);

    /// <summary>The number as <see cref="int"/>, without its fraction.</summary>
    public static int ToInt32(this Scalar value) => (int)Whole(value);

    /// <summary>The number as <see cref="long"/>, without its fraction.</summary>
    public static long ToInt64(this Scalar value) => (long)Whole(value);

    /// <summary>The number in single precision.</summary>
    public static float ToSingle(this Scalar value) => (float)value.AsDouble;

    /// <summary>The number in double precision.</summary>
    public static double ToDouble(this Scalar value) => value.AsDouble;

    /// <summary>The number in half precision.</summary>
    public static Half ToHalf(this Scalar value) => (Half)value.AsDouble;

    /// <summary>The number with 16 bits and the range of 32.</summary>
    public static BFloat16 ToBFloat16(this Scalar value) => (BFloat16)value.AsDouble;

    /// <summary>Whether the number is not zero.</summary>
    public static bool ToBoolean(this Scalar value) => value.AsDouble != 0;

    private static long Whole(Scalar value) => value.Tag == ValueTag.Double ? (long)value.AsDouble : value.Bits;
}
