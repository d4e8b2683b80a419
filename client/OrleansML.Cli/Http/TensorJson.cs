using System.Globalization;
using System.Numerics;
using System.Text.Json;
using OrleansML.Tensors;

namespace OrleansML.Cli.Http;

/// <summary>Tensor elements as a flat JSON list and back.</summary>
internal static class TensorJson
{
    /// <summary>Whether the protocol has a JSON form for elements of the type.</summary>
    public static bool CanWrite(TensorType type) => type is not (TensorType.Float16 or TensorType.BFloat16);

    /// <exception cref="CliException">The type has no JSON form.</exception>
    public static void Write(Utf8JsonWriter writer, Tensor tensor)
    {
        writer.WriteStartArray();
        switch (tensor.Type)
        {
            case TensorType.Float32:
                foreach (var element in tensor.AsSpan<float>())
                {
                    if (float.IsFinite(element))
                        writer.WriteNumberValue(element);
                    else
                        WriteNotFinite(writer, element);
                }

                break;
            case TensorType.Float64:
                foreach (var element in tensor.AsSpan<double>())
                {
                    if (double.IsFinite(element))
                        writer.WriteNumberValue(element);
                    else
                        WriteNotFinite(writer, element);
                }

                break;
            case TensorType.Bool:
                foreach (var element in tensor.AsSpan<bool>())
                    writer.WriteBooleanValue(element);
                break;
            case TensorType.String:
                foreach (var text in tensor.ToStrings())
                    writer.WriteStringValue(text);
                break;
            default:
                WriteIntegers(writer, tensor);
                break;
        }

        writer.WriteEndArray();
    }

    /// <summary>Reads a list, nested or flat, as elements of the given type.</summary>
    public static Tensor Read(string name, TensorType type, long[] shape, JsonElement data)
    {
        var elements = Flatten(data);
        return type switch
        {
            TensorType.Float32 => Create(elements.Select(element => (float)Number(element))),
            TensorType.Float64 => Create(elements.Select(Number)),
            TensorType.Int64 => Create(elements.Select(element => element.GetInt64())),
            TensorType.Int32 => Create(elements.Select(element => element.GetInt32())),
            TensorType.Int16 => Create(elements.Select(element => element.GetInt16())),
            TensorType.Int8 => Create(elements.Select(element => element.GetSByte())),
            TensorType.UInt64 => Create(elements.Select(element => element.GetUInt64())),
            TensorType.UInt32 => Create(elements.Select(element => element.GetUInt32())),
            TensorType.UInt16 => Create(elements.Select(element => element.GetUInt16())),
            TensorType.UInt8 => Create(elements.Select(element => element.GetByte())),
            TensorType.Bool => Create(elements.Select(element => element.GetBoolean())),
            TensorType.String => Tensor.Create(name, [.. elements.Select(element => element.GetString()!)], shape),
            _ => throw new CliException(
                $"The gateway answered output '{name}' as {type.ProtocolName()} in JSON, a form this type does not have."),
        };

        Tensor Create<T>(IEnumerable<T> values) where T : unmanaged => Tensor.Create(name, values.ToArray(), shape);
    }

    // JSON has no numbers that are not finite; null and the usual names stand for them.
    private static double Number(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null => double.NaN,
        JsonValueKind.String => double.Parse(element.GetString()!, CultureInfo.InvariantCulture),
        _ => element.GetDouble(),
    };

    private static IEnumerable<JsonElement> Flatten(JsonElement data) => data.ValueKind is JsonValueKind.Array
        ? data.EnumerateArray().SelectMany(Flatten)
        : [data];

    private static void WriteNotFinite(Utf8JsonWriter writer, double element)
    {
        if (double.IsNaN(element))
            writer.WriteNullValue();
        else
            writer.WriteStringValue(element > 0 ? "Infinity" : "-Infinity");
    }

    private static void WriteIntegers(Utf8JsonWriter writer, Tensor tensor)
    {
        switch (tensor.Type)
        {
            case TensorType.Int64:
                WriteSigned<long>(writer, tensor);
                break;
            case TensorType.Int32:
                WriteSigned<int>(writer, tensor);
                break;
            case TensorType.Int16:
                WriteSigned<short>(writer, tensor);
                break;
            case TensorType.Int8:
                WriteSigned<sbyte>(writer, tensor);
                break;
            case TensorType.UInt64:
                foreach (var element in tensor.AsSpan<ulong>())
                    writer.WriteNumberValue(element);
                break;
            case TensorType.UInt32:
                WriteSigned<uint>(writer, tensor);
                break;
            case TensorType.UInt16:
                WriteSigned<ushort>(writer, tensor);
                break;
            case TensorType.UInt8:
                WriteSigned<byte>(writer, tensor);
                break;
            default:
                throw new CliException(
                    $"Input '{tensor.Name}' is of type {tensor.Type.ProtocolName()}, which has no JSON form: it is sent as binary data only.");
        }
    }

    // For every type whose values a signed 64-bit number holds.
    private static void WriteSigned<T>(Utf8JsonWriter writer, Tensor tensor) where T : unmanaged, IBinaryInteger<T>
    {
        foreach (var element in tensor.AsSpan<T>())
            writer.WriteNumberValue(long.CreateChecked(element));
    }
}
