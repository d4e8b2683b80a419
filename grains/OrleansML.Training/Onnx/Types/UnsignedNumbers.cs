using static OrleansML.Learning.Onnx.TensorProto.Types;

namespace OrleansML.Training.Onnx.Types;

/// <summary>What torch lacks to compute with UINT16, UINT32 and UINT64 in their signed carriers.</summary>
internal static class UnsignedNumbers
{
    private const double TwoToThe63 = 9223372036854775808;

    /// <summary>A result of addition, subtraction or multiplication, wrapped around as its type does; others stay as they are.</summary>
    public static Tensor Wrap(Tensor x, DataType? type) => type switch
    {
        DataType.Uint16 => x.remainder(1 << 16),
        DataType.Uint32 => x.remainder(1L << 32),
        _ => x,
    };

    /// <summary>Numbers that signed comparisons order as the type does; the same once more gives the numbers back.</summary>
    public static Tensor Ordered(Tensor x, DataType? type) => type == DataType.Uint64 ? x.add(long.MinValue) : x;

    /// <summary>Quotients of UINT64, towards zero.</summary>
    /// <exception cref="DivideByZeroException">A divisor is 0.</exception>
    public static Tensor Divide(Tensor a, Tensor b)
    {
        var tensors = torch.broadcast_tensors(a, b);
        var (dividends, divisors) = (TorchTensors.ToArray<ulong>(tensors[0]), TorchTensors.ToArray<ulong>(tensors[1]));
        var quotients = new long[dividends.Length];
        for (var index = 0; index < quotients.Length; index++)
            quotients[index] = unchecked((long)(dividends[index] / divisors[index]));
        return torch.tensor(quotients).reshape(tensors[0].shape);
    }

    /// <summary>UINT64 as the nearest floating-point numbers.</summary>
    /// <param name="x">The carrier.</param>
    /// <param name="type">The torch type of the result.</param>
    public static Tensor ToFloatingPoint(Tensor x, ScalarType type)
    {
        var numbers = TorchTensors.ToArray<ulong>(x);
        var flat = type == ScalarType.Float64
            ? torch.tensor(Array.ConvertAll(numbers, number => (double)number))
            : torch.tensor(Array.ConvertAll(numbers, number => (float)number)).to_type(type);
        return flat.reshape(x.shape);
    }

    /// <summary>Floating-point numbers as UINT64, fractions cut off; negative ones wrap around.</summary>
    public static Tensor FromFloatingPoint(Tensor x)
    {
        var wide = x.to_type(ScalarType.Float64);
        return torch.where(
            wide.ge(TwoToThe63), wide.sub(TwoToThe63).to_type(ScalarType.Int64).add(long.MinValue), wide.to_type(ScalarType.Int64));
    }
}
