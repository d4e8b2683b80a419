using OrleansML.Tensors;

namespace OrleansML.Testing;

/// <summary>Shows the elements of a tensor of any numeric type as numbers that can be compared.</summary>
public static class ModelCaseElements
{
    /// <summary>The elements as doubles; 64-bit integers beyond 2^53 lose their lowest bits.</summary>
    public static double[] Of(Tensor tensor) => tensor.Type switch
    {
        TensorType.Bool => Convert<byte>(tensor, value => value),
        TensorType.UInt8 => Convert<byte>(tensor, value => value),
        TensorType.UInt16 => Convert<ushort>(tensor, value => value),
        TensorType.UInt32 => Convert<uint>(tensor, value => value),
        TensorType.UInt64 => Convert<ulong>(tensor, value => value),
        TensorType.Int8 => Convert<sbyte>(tensor, value => value),
        TensorType.Int16 => Convert<short>(tensor, value => value),
        TensorType.Int32 => Convert<int>(tensor, value => value),
        TensorType.Int64 => Convert<long>(tensor, value => value),
        TensorType.Float16 => Convert<Half>(tensor, value => (double)value),
        TensorType.Float32 => Convert<float>(tensor, value => value),
        TensorType.Float64 => Convert<double>(tensor, value => value),
        TensorType.BFloat16 => Convert<ushort>(tensor, value => BitConverter.Int32BitsToSingle(value << 16)),
        _ => throw new ArgumentException($"{tensor} does not hold numbers.", nameof(tensor)),
    };

    private static double[] Convert<T>(Tensor tensor, Func<T, double> convert)
        where T : unmanaged
    {
        var elements = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, T>(tensor.Data.Span);
        var numbers = new double[elements.Length];
        for (var index = 0; index < numbers.Length; index++)
            numbers[index] = convert(elements[index]);
        return numbers;
    }
}
