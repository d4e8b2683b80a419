namespace TorchSharp.Native;

/// <summary>
/// An argument of an operator. It refers to the managed object that owns what the native call uses, so the garbage collector cannot
/// finalize it during the call.
/// </summary>
internal readonly struct Value
{
    private Value(ValueTag tag, long bits, object? owner = null)
    {
        Tag = tag;
        Bits = bits;
        Owner = owner;
    }

    /// <summary>Nothing.</summary>
    public static Value None => default;

    /// <summary>Whatever the schema of the operator says.</summary>
    public static Value Default => new(ValueTag.Default, 0);

    public ValueTag Tag { get; }

    /// <summary>The number, the handle, or nothing for lists and texts.</summary>
    public long Bits { get; }

    /// <summary>The owner of the handle, or the list or text itself.</summary>
    public object? Owner { get; }

    public static implicit operator Value(torch.Tensor? tensor) => tensor is null ? default : new(ValueTag.Tensor, tensor.Handle, tensor);

    public static implicit operator Value(Scalar? scalar) => scalar is null ? default : new(scalar.Tag, scalar.Bits);

    public static implicit operator Value(long value) => new(ValueTag.Int, value);

    public static implicit operator Value(long? value) => value is { } number ? new(ValueTag.Int, number) : default;

    public static implicit operator Value(int value) => new(ValueTag.Int, value);

    public static implicit operator Value(double value) => new(ValueTag.Double, BitConverter.DoubleToInt64Bits(value));

    public static implicit operator Value(double? value) => value is { } number ? number : default(Value);

    public static implicit operator Value(float value) => (double)value;

    public static implicit operator Value(bool value) => new(ValueTag.Bool, value ? 1 : 0);

    public static implicit operator Value(torch.ScalarType type) => new(ValueTag.Int, (long)type);

    public static implicit operator Value(torch.ScalarType? type) => type is { } one ? new(ValueTag.Int, (long)one) : default;

    public static implicit operator Value(torch.Device? device) => device is null ? default : new(ValueTag.Device, device.Packed);

    public static implicit operator Value(torch.Generator? generator) =>
        generator is null ? default : new(ValueTag.Generator, generator.Handle, generator);

    public static implicit operator Value(string? text) => text is null ? default : new(ValueTag.String, 0, text);

    public static implicit operator Value(long[]? list) => list is null ? default : new(ValueTag.IntList, 0, list);

    public static implicit operator Value(double[]? list) => list is null ? default : new(ValueTag.DoubleList, 0, list);

    public static implicit operator Value(bool[]? list) => list is null ? default : new(ValueTag.BoolList, 0, list);

    public static implicit operator Value(torch.Tensor?[]? list) => list is null ? default : new(ValueTag.TensorList, 0, list);
}
