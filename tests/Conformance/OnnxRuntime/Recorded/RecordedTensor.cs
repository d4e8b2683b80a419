using System.Runtime.InteropServices;
using System.Text;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace OrleansML.Conformance.OnnxRuntime.Recorded;

/// <summary>A tensor of a recorded case: either strings or the bytes of its elements.</summary>
internal sealed record RecordedTensor(TensorElementType ElementType, long[] Shape, byte[] Data, string[] Strings)
{
    /// <summary>Reads a TensorProto message.</summary>
    public static RecordedTensor Parse(ReadOnlySpan<byte> message)
    {
        var shape = new List<long>();
        var strings = new List<string>();
        var numbers = new List<ulong>();
        var elementType = TensorElementType.Float;
        byte[] raw = [];
        var reader = new ProtobufReader(message);
        while (reader.Read())
        {
            switch (reader.Field)
            {
                case 1:
                    var dimensions = reader.IsNumber ? [reader.Number] : ProtobufReader.Packed(reader.Bytes);
                    shape.AddRange(dimensions.Select(dimension => (long)dimension));
                    break;
                case 2:
                    elementType = (TensorElementType)reader.Number;
                    break;
                case 6:
                    strings.Add(Encoding.UTF8.GetString(reader.Bytes));
                    break;
                case 5 or 7 or 11:
                    numbers.AddRange(reader.IsNumber ? [reader.Number] : ProtobufReader.Packed(reader.Bytes));
                    break;
                case 4 or 9 or 10 when !reader.IsNumber:
                    raw = reader.Bytes.ToArray();
                    break;
            }
        }

        if (numbers.Count > 0)
            raw = Narrow(numbers, elementType);
        return new RecordedTensor(elementType, [.. shape], raw, [.. strings]);
    }

    public OrtValue ToValue() => ElementType switch
    {
        TensorElementType.String => Engine.Strings(Strings, Shape),
        TensorElementType.Float => Make<float>(),
        TensorElementType.Double => Make<double>(),
        TensorElementType.Float16 => Make<Float16>(),
        TensorElementType.BFloat16 => Make<BFloat16>(),
        TensorElementType.Int8 => Make<sbyte>(),
        TensorElementType.Int16 => Make<short>(),
        TensorElementType.Int32 => Make<int>(),
        TensorElementType.Int64 => Make<long>(),
        TensorElementType.UInt8 => Make<byte>(),
        TensorElementType.UInt16 => Make<ushort>(),
        TensorElementType.UInt32 => Make<uint>(),
        TensorElementType.UInt64 => Make<ulong>(),
        TensorElementType.Bool => Make<bool>(),
        _ => throw new NotSupportedException($"Elements of type {ElementType} have no .NET type."),
    };

    /// <summary>The elements as numbers, to compare with a tolerance.</summary>
    public double[] ToNumbers() => ToNumbers(ElementType, Data);

    public static double[] ToNumbers(TensorElementType elementType, ReadOnlySpan<byte> data) => elementType switch
    {
        TensorElementType.Float => Convert<float>(data, value => value),
        TensorElementType.Double => Convert<double>(data, value => value),
        TensorElementType.Float16 => Convert<Float16>(data, value => value.ToFloat()),
        TensorElementType.BFloat16 => Convert<BFloat16>(data, value => value.ToFloat()),
        TensorElementType.Int8 => Convert<sbyte>(data, value => value),
        TensorElementType.Int16 => Convert<short>(data, value => value),
        TensorElementType.Int32 => Convert<int>(data, value => value),
        TensorElementType.Int64 => Convert<long>(data, value => value),
        TensorElementType.UInt16 => Convert<ushort>(data, value => value),
        TensorElementType.UInt32 => Convert<uint>(data, value => value),
        TensorElementType.UInt64 => Convert<ulong>(data, value => value),
        _ => Convert<byte>(data, value => value),
    };

    private static double[] Convert<T>(ReadOnlySpan<byte> data, Func<T, double> convert)
        where T : unmanaged => Array.ConvertAll(MemoryMarshal.Cast<byte, T>(data).ToArray(), value => convert(value));

    // Typed fields hold small elements as wide numbers.
    private static byte[] Narrow(List<ulong> numbers, TensorElementType elementType)
    {
        var size = elementType switch
        {
            TensorElementType.Int64 or TensorElementType.UInt64 => 8,
            TensorElementType.Int32 or TensorElementType.UInt32 => 4,
            TensorElementType.Int16 or TensorElementType.UInt16 or TensorElementType.Float16 or TensorElementType.BFloat16 => 2,
            _ => 1,
        };
        var bytes = new byte[numbers.Count * size];
        for (var index = 0; index < numbers.Count; index++)
            BitConverter.GetBytes(numbers[index]).AsSpan(0, size).CopyTo(bytes.AsSpan(index * size));
        return bytes;
    }

    private OrtValue Make<T>()
        where T : unmanaged => Engine.Tensor(MemoryMarshal.Cast<byte, T>(Data).ToArray(), Shape);
}
