using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;
using OrleansML.Client;
using OrleansML.Tensors;

namespace OrleansML.Gateway.Protocol;

/// <summary>Writes the JSON part of an infer response.</summary>
internal static class InferResponseWriter
{
    /// <summary>Writes the object and counts the outputs that are to follow it as binary data.</summary>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidRequest"/>: an output has no JSON form.</exception>
    public static int Write(Utf8JsonWriter writer, InferRequest request, in Prediction prediction)
    {
        writer.WriteStartObject();
        writer.WriteString("model_name"u8, prediction.Model);
        WriteDigits(writer, "model_version"u8, prediction.Version);
        if (request.Id is { Length: > 0 } id)
            writer.WriteString("id"u8, id);
        WriteParameters(writer, prediction);

        var binary = 0;
        writer.WriteStartArray("outputs"u8);
        foreach (var output in prediction.Outputs)
        {
            var isBinary = request.IsBinary(output.Name);
            WriteOutput(writer, output, isBinary);
            binary += isBinary ? 1 : 0;
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        return binary;
    }

    /// <summary>Writes the object with every output as JSON, and more after them.</summary>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidRequest"/>: an output has no JSON form.</exception>
    public static void Write(Utf8JsonWriter writer, in Prediction prediction, Action writeMore)
    {
        writer.WriteStartObject();
        writer.WriteString("model_name"u8, prediction.Model);
        WriteDigits(writer, "model_version"u8, prediction.Version);
        writer.WriteString("prediction_id"u8, prediction.Id);
        WriteParameters(writer, prediction);
        writer.WriteStartArray("outputs"u8);
        foreach (var output in prediction.Outputs)
            WriteOutput(writer, output, binary: false);
        writer.WriteEndArray();
        writeMore();
        writer.WriteEndObject();
    }

    private static void WriteParameters(Utf8JsonWriter writer, in Prediction prediction)
    {
        writer.WriteStartObject("parameters"u8);
        writer.WriteString("prediction_id"u8, prediction.Id);
        writer.WriteNumber("queue_us"u8, prediction.QueueMicroseconds);
        writer.WriteNumber("compute_us"u8, prediction.ComputeMicroseconds);
        writer.WriteNumber("batch_rows"u8, prediction.BatchRows);
        writer.WriteEndObject();
    }

    private static void WriteOutput(Utf8JsonWriter writer, Tensor output, bool binary)
    {
        writer.WriteStartObject();
        writer.WriteString("name"u8, output.Name);
        writer.WriteString("datatype"u8, output.Type.ProtocolName());
        writer.WriteStartArray("shape"u8);
        foreach (var axis in output.Shape)
            writer.WriteNumberValue(axis);
        writer.WriteEndArray();
        if (binary)
        {
            writer.WriteStartObject("parameters"u8);
            writer.WriteNumber("binary_data_size"u8, output.Data.Length);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteStartArray("data"u8);
            WriteElements(writer, output);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void WriteElements(Utf8JsonWriter writer, Tensor output)
    {
        switch (output.Type)
        {
            case TensorType.Float32: WriteSingles(writer, output.AsSpan<float>()); break;
            case TensorType.Float64: WriteDoubles(writer, output.AsSpan<double>()); break;
            case TensorType.Int64: WriteSigned<long>(writer, output); break;
            case TensorType.Int32: WriteSigned<int>(writer, output); break;
            case TensorType.Int16: WriteSigned<short>(writer, output); break;
            case TensorType.Int8: WriteSigned<sbyte>(writer, output); break;
            case TensorType.UInt64: WriteUnsigned<ulong>(writer, output); break;
            case TensorType.UInt32: WriteUnsigned<uint>(writer, output); break;
            case TensorType.UInt16: WriteUnsigned<ushort>(writer, output); break;
            case TensorType.UInt8: WriteUnsigned<byte>(writer, output); break;
            case TensorType.Bool: WriteBooleans(writer, output.Data.Span); break;
            case TensorType.String: WriteTexts(writer, output); break;
            default:
                throw RequestFaults.Invalid(
                    $"Output '{output.Name}' is {output.Type.ProtocolName()}, which has no JSON form: " +
                    "ask for it with the parameter binary_data.");
        }
    }

    private static void WriteSingles(Utf8JsonWriter writer, ReadOnlySpan<float> elements)
    {
        foreach (var element in elements)
        {
            if (float.IsFinite(element))
                writer.WriteNumberValue(element);
            else
                WriteNonFinite(writer, element);
        }
    }

    private static void WriteDoubles(Utf8JsonWriter writer, ReadOnlySpan<double> elements)
    {
        foreach (var element in elements)
        {
            if (double.IsFinite(element))
                writer.WriteNumberValue(element);
            else
                WriteNonFinite(writer, element);
        }
    }

    private static void WriteNonFinite(Utf8JsonWriter writer, double element)
    {
        if (double.IsNaN(element))
            writer.WriteNullValue();
        else
            writer.WriteStringValue(element > 0 ? "Infinity"u8 : "-Infinity"u8);
    }

    private static void WriteSigned<T>(Utf8JsonWriter writer, Tensor output) where T : unmanaged, IBinaryInteger<T>
    {
        foreach (var element in MemoryMarshal.Cast<byte, T>(output.Data.Span))
            writer.WriteNumberValue(long.CreateTruncating(element));
    }

    private static void WriteUnsigned<T>(Utf8JsonWriter writer, Tensor output) where T : unmanaged, IBinaryInteger<T>
    {
        foreach (var element in MemoryMarshal.Cast<byte, T>(output.Data.Span))
            writer.WriteNumberValue(ulong.CreateTruncating(element));
    }

    private static void WriteBooleans(Utf8JsonWriter writer, ReadOnlySpan<byte> elements)
    {
        foreach (var element in elements)
            writer.WriteBooleanValue(element != 0);
    }

    private static void WriteTexts(Utf8JsonWriter writer, Tensor output)
    {
        var reader = new StringElementReader(output.Data.Span);
        for (var index = 0; reader.TryRead(out var text); index++)
        {
            if (!Utf8.IsValid(text))
            {
                throw RequestFaults.Invalid(
                    $"Output '{output.Name}' has bytes as element {index} that are not UTF-8: ask for it with the parameter binary_data.");
            }

            writer.WriteStringValue(text);
        }
    }

    private static void WriteDigits(Utf8JsonWriter writer, ReadOnlySpan<byte> name, int value)
    {
        Span<byte> digits = stackalloc byte[16];
        value.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture);
        writer.WriteString(name, digits[..length]);
    }
}
