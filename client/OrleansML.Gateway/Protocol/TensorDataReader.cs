using System.Numerics;
using System.Runtime.InteropServices;
using System.Text.Json;
using OrleansML.Tensors;

namespace OrleansML.Gateway.Protocol;

/// <summary>
/// Reads the elements of a <c>data</c> list straight into the byte block of a tensor. One array is allocated, of the size that the shape asks
/// for, and never more than the JSON text could fill.
/// </summary>
internal static class TensorDataReader
{
    /// <summary>Reads the list at whose opening bracket the reader stands.</summary>
    public static byte[] Read(ref RequestJson json, string input, TensorType type, long[] shape, long count)
    {
        // An element takes two bytes of JSON with its separator; a shape that asks for more than can be there gets only counted.
        var capacity = count <= (json.Text.Length - json.End) / 2 + 1 ? (int)count : 0;
        var cursor = new TensorDataCursor(input, shape);
        var data = type == TensorType.String
            ? TextDataReader.Read(ref json, ref cursor, capacity)
            : ReadFixed(ref json, ref cursor, type, capacity);
        return cursor.Count == count
            ? data
            : throw json.Fault($"{input} has {cursor.Count} elements in 'data'; its shape {TensorShape.Format(shape)} asks for {count}.");
    }

    private static byte[] ReadFixed(ref RequestJson json, ref TensorDataCursor cursor, TensorType type, int capacity)
    {
        var data = GC.AllocateUninitializedArray<byte>(capacity * type.ElementSize());
        switch (type)
        {
            case TensorType.Float32: ReadNumbers<float, FloatElement<float>>(ref json, data, ref cursor); break;
            case TensorType.Float64: ReadNumbers<double, FloatElement<double>>(ref json, data, ref cursor); break;
            case TensorType.Int64: ReadNumbers<long, IntegerElement<long>>(ref json, data, ref cursor); break;
            case TensorType.Int32: ReadNumbers<int, IntegerElement<int>>(ref json, data, ref cursor); break;
            case TensorType.Int16: ReadNumbers<short, IntegerElement<short>>(ref json, data, ref cursor); break;
            case TensorType.Int8: ReadNumbers<sbyte, IntegerElement<sbyte>>(ref json, data, ref cursor); break;
            case TensorType.UInt64: ReadNumbers<ulong, IntegerElement<ulong>>(ref json, data, ref cursor); break;
            case TensorType.UInt32: ReadNumbers<uint, IntegerElement<uint>>(ref json, data, ref cursor); break;
            case TensorType.UInt16: ReadNumbers<ushort, IntegerElement<ushort>>(ref json, data, ref cursor); break;
            case TensorType.UInt8: ReadNumbers<byte, IntegerElement<byte>>(ref json, data, ref cursor); break;
            case TensorType.Bool: ReadBooleans(ref json, data, ref cursor); break;
            default:
                throw json.Fault(
                    $"{cursor.Input} is {type.ProtocolName()}, which has no JSON form: send it as binary data with the parameter binary_data_size.");
        }

        return data;
    }

    private static void ReadNumbers<T, TElement>(ref RequestJson json, byte[] data, ref TensorDataCursor cursor)
        where T : unmanaged, INumberBase<T>
        where TElement : struct, IJsonElement<T>
    {
        var rest = MemoryMarshal.Cast<byte, T>(data.AsSpan());
        rest = rest[Scan(ref json, rest, ref cursor)..];
        while (true)
        {
            switch (cursor.Next(ref json))
            {
                case TensorDataCursor.Step.End:
                    return;
                case TensorDataCursor.Step.List:
                    rest = rest[Scan(ref json, rest, ref cursor)..];
                    break;
                default:
                    var value = TElement.Read(ref json, cursor);
                    if (rest.IsEmpty)
                        break;
                    rest[0] = value;
                    rest = rest[1..];
                    break;
            }
        }
    }

    /// <summary>Reads the list that was just entered when it holds nothing but plain numbers; the cursor meets its end next.</summary>
    private static int Scan<T>(ref RequestJson json, Span<T> destination, ref TensorDataCursor cursor) where T : unmanaged, INumberBase<T>
    {
        var end = NumberListScanner.Scan(json.Text, json.End, destination, out var count);
        if (end < 0)
            return 0;

        cursor.Take(ref json, count);
        json.ResumeAt(end);
        return count;
    }

    private static void ReadBooleans(ref RequestJson json, byte[] data, ref TensorDataCursor cursor)
    {
        var index = 0;
        while (cursor.NextElement(ref json))
        {
            var value = json.TokenType switch
            {
                JsonTokenType.True => (byte)1,
                JsonTokenType.False => (byte)0,
                JsonTokenType.Number when json.TryGetInt64(out var number) && number is 0 or 1 => (byte)number,
                _ => throw cursor.WrongElement(ref json, "BOOL takes true, false, 1 and 0"),
            };
            if (index < data.Length)
                data[index++] = value;
        }
    }
}
