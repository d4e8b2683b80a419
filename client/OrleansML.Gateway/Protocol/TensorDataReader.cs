using System.Globalization;
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
    public static byte[] Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, string input, TensorType type, long[] shape, long count)
    {
        var cursor = new TensorDataCursor(json, input, shape);

        // An element takes two bytes of JSON with its separator; a shape that asks for more than can be there gets only counted.
        var capacity = count <= (json.Length - reader.BytesConsumed) / 2 + 1 ? (int)count : 0;
        if (type == TensorType.String)
            return Checked(TextDataReader.Read(ref reader, json, ref cursor, capacity), cursor.Count, shape, count, ref reader, cursor);

        var data = GC.AllocateUninitializedArray<byte>(capacity * type.ElementSize());
        switch (type)
        {
            case TensorType.Float32: ReadFloats<float>(ref reader, data, ref cursor); break;
            case TensorType.Float64: ReadFloats<double>(ref reader, data, ref cursor); break;
            case TensorType.Int64: ReadIntegers<long>(ref reader, data, ref cursor); break;
            case TensorType.Int32: ReadIntegers<int>(ref reader, data, ref cursor); break;
            case TensorType.Int16: ReadIntegers<short>(ref reader, data, ref cursor); break;
            case TensorType.Int8: ReadIntegers<sbyte>(ref reader, data, ref cursor); break;
            case TensorType.UInt64: ReadIntegers<ulong>(ref reader, data, ref cursor); break;
            case TensorType.UInt32: ReadIntegers<uint>(ref reader, data, ref cursor); break;
            case TensorType.UInt16: ReadIntegers<ushort>(ref reader, data, ref cursor); break;
            case TensorType.UInt8: ReadIntegers<byte>(ref reader, data, ref cursor); break;
            case TensorType.Bool: ReadBooleans(ref reader, data, ref cursor); break;
            default:
                throw cursor.Fault(
                    ref reader,
                    $"{input} is {type.ProtocolName()}, which has no JSON form: send it as binary data with the parameter binary_data_size.");
        }

        return Checked(data, cursor.Count, shape, count, ref reader, cursor);
    }

    private static byte[] Checked(
        byte[] data, long found, long[] shape, long count, ref Utf8JsonReader reader, in TensorDataCursor cursor) =>
        found == count
            ? data
            : throw cursor.Fault(
                ref reader, $"{cursor.Input} has {found} elements in 'data'; its shape {TensorShape.Format(shape)} asks for {count}.");

    private static void ReadFloats<T>(ref Utf8JsonReader reader, byte[] data, ref TensorDataCursor cursor)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var elements = MemoryMarshal.Cast<byte, T>(data.AsSpan());
        var index = 0;
        while (cursor.Next(ref reader))
        {
            var value = ReadFloat<T>(ref reader, cursor);
            if (index < elements.Length)
                elements[index++] = value;
        }
    }

    private static T ReadFloat<T>(ref Utf8JsonReader reader, in TensorDataCursor cursor) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Number:
                if (T.TryParse(reader.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && T.IsFinite(value))
                    return value;
                throw cursor.WrongElement(ref reader, $"{Name<T>()} cannot hold it; write \"Infinity\" where that is meant");
            case JsonTokenType.Null:
                return T.NaN;
            case JsonTokenType.String when reader.ValueTextEquals("Infinity"u8):
                return T.PositiveInfinity;
            case JsonTokenType.String when reader.ValueTextEquals("-Infinity"u8):
                return T.NegativeInfinity;
            case JsonTokenType.String when reader.ValueTextEquals("NaN"u8):
                return T.NaN;
            default:
                throw cursor.WrongElement(ref reader, $"{Name<T>()} takes numbers, null for not-a-number, \"Infinity\" and \"-Infinity\"");
        }
    }

    private static void ReadIntegers<T>(ref Utf8JsonReader reader, byte[] data, ref TensorDataCursor cursor)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        var elements = MemoryMarshal.Cast<byte, T>(data.AsSpan());
        var index = 0;
        while (cursor.Next(ref reader))
        {
            if (reader.TokenType != JsonTokenType.Number
                || !T.TryParse(reader.ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
            {
                throw cursor.WrongElement(ref reader, $"{Name<T>()} takes whole numbers from {T.MinValue} to {T.MaxValue}");
            }

            if (index < elements.Length)
                elements[index++] = value;
        }
    }

    private static void ReadBooleans(ref Utf8JsonReader reader, byte[] data, ref TensorDataCursor cursor)
    {
        var index = 0;
        while (cursor.Next(ref reader))
        {
            var value = reader.TokenType switch
            {
                JsonTokenType.True => (byte)1,
                JsonTokenType.False => (byte)0,
                JsonTokenType.Number when reader.TryGetByte(out var number) && number <= 1 => number,
                _ => throw cursor.WrongElement(ref reader, "BOOL takes true, false, 1 and 0"),
            };
            if (index < data.Length)
                data[index++] = value;
        }
    }

    private static string Name<T>() where T : unmanaged => Tensor.Create("", ReadOnlySpan<T>.Empty).Type.ProtocolName();
}
