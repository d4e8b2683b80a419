using TorchSharp.Native;

namespace TorchSharp;

/// <summary>A number as an argument of operators: whole numbers are kept with 64 bits, others in double precision.</summary>
public sealed class Scalar : IDisposable
{
    private Scalar(long value)
    {
        Tag = ValueTag.Int;
        Bits = value;
    }

    private Scalar(double value)
    {
        Tag = ValueTag.Double;
        Bits = BitConverter.DoubleToInt64Bits(value);
    }

    private Scalar(bool value)
    {
        Tag = ValueTag.Bool;
        Bits = value ? 1 : 0;
    }

    /// <summary>64-bit whole numbers, 64-bit floating point numbers, or truth values.</summary>
    public torch.ScalarType Type => Tag switch
    {
        ValueTag.Int => torch.ScalarType.Int64,
        ValueTag.Double => torch.ScalarType.Float64,
        _ => torch.ScalarType.Bool,
    };

    internal ValueTag Tag { get; }

    internal long Bits { get; }

    internal double AsDouble => Tag == ValueTag.Double ? BitConverter.Int64BitsToDouble(Bits) : Bits;

    /// <summary>A whole number.</summary>
    public static implicit operator Scalar(byte value) => new(value);

    /// <summary>A whole number.</summary>
    public static implicit operator Scalar(sbyte value) => new(value);

    /// <summary>A whole number.</summary>
    public static implicit operator Scalar(short value) => new(value);

    /// <summary>A whole number.</summary>
    public static implicit operator Scalar(int value) => new(value);

    /// <summary>A whole number.</summary>
    public static implicit operator Scalar(long value) => new(value);

    /// <summary>A floating point number.</summary>
    public static implicit operator Scalar(float value) => new(value);

    /// <summary>A floating point number.</summary>
    public static implicit operator Scalar(double value) => new(value);

    /// <summary>A floating point number.</summary>
    public static implicit operator Scalar(Half value) => new((double)value);

    /// <summary>A floating point number.</summary>
    public static implicit operator Scalar(BFloat16 value) => new((double)value.ToSingle());

    /// <summary>A truth value.</summary>
    public static implicit operator Scalar(bool value) => new(value);

    /// <summary>Does nothing: no native memory is held.</summary>
    public void Dispose()
    {
    }
}
