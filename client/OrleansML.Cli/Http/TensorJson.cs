using System.Text.Json;
using OrleansML.Tensors;

namespace OrleansML.Cli.Http;

/// <summary>Tensor elements as a flat JSON list and back.</summary>
internal static class TensorJson
{
    public static void Write(Utf8JsonWriter writer, Tensor tensor)
    {
        writer.WriteStartArray();
        switch (tensor.Type)
        {
            case TensorType.Float32:
                Write<float>(writer, tensor, static (writer, value) => writer.WriteNumberValue(value));
                break;
            case TensorType.Float64:
                Write<double>(writer, tensor, static (writer, value) => writer.WriteNumberValue(value));
                break;
            case TensorType.Int64:
                Write<long>(writer, tensor, static (writer, value) => writer.WriteNumberValue(value));
                break;
            case TensorType.Int32:
                Write<int>(writer, tensor, static (writer, value) => writer.WriteNumberValue(value));
                break;
            case TensorType.Bool:
                Write<bool>(writer, tensor, static (writer, value) => writer.WriteBooleanValue(value));
                break;
            case TensorType.String:
                foreach (var text in tensor.ToStrings())
                    writer.WriteStringValue(text);
                break;
            default:
                throw new CliException($"Input '{tensor.Name}' is of type {tensor.Type.ProtocolName()}, which is sent in binary form only.");
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
            _ => throw new CliException($"The gateway answered output '{name}' as {type.ProtocolName()} in JSON, a form this type does not have."),
        };

        Tensor Create<T>(IEnumerable<T> values) where T : unmanaged => Tensor.Create(name, values.ToArray(), shape);
    }

    // JSON has no numbers that are not finite; null and the usual names stand for them.
    private static double Number(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null => double.NaN,
        JsonValueKind.String => double.Parse(element.GetString()!, System.Globalization.CultureInfo.InvariantCulture),
        _ => element.GetDouble(),
    };

    private static IEnumerable<JsonElement> Flatten(JsonElement data) => data.ValueKind is JsonValueKind.Array
        ? data.EnumerateArray().SelectMany(Flatten)
        : [data];

    private static void Write<T>(Utf8JsonWriter writer, Tensor tensor, Action<Utf8JsonWriter, T> write) where T : unmanaged
    {
        foreach (var element in tensor.AsSpan<T>())
            write(writer, element);
    }
}
