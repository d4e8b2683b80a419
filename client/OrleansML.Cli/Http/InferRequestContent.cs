using System.Buffers;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using OrleansML.Tensors;

namespace OrleansML.Cli.Http;

/// <summary>Writes infer requests of the Open Inference Protocol: as JSON, or with the binary tensor extension.</summary>
internal static class InferRequestContent
{
    public const string HeaderLength = "Inference-Header-Content-Length";

    /// <summary>Tensors as raw bytes after a JSON header; the answer is asked for in the same form.</summary>
    public static HttpContent Binary(IReadOnlyList<Tensor> inputs)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("parameters");
            writer.WriteBoolean("binary_data_output", true);
            writer.WriteEndObject();
            writer.WriteStartArray("inputs");
            foreach (var input in inputs)
            {
                StartInput(writer, input);
                writer.WriteStartObject("parameters");
                writer.WriteNumber("binary_data_size", input.Data.Length);
                writer.WriteEndObject();
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        var headerLength = buffer.WrittenCount;
        foreach (var input in inputs)
            buffer.Write(input.Data.Span);

        var content = new ReadOnlyMemoryContent(buffer.WrittenMemory);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        content.Headers.Add(HeaderLength, headerLength.ToString(CultureInfo.InvariantCulture));
        return content;
    }

    /// <summary>Everything as JSON.</summary>
    public static HttpContent Json(IReadOnlyList<Tensor> inputs) => OfJson(JsonBytes(inputs));

    /// <summary>The JSON text of a request, in UTF-8.</summary>
    public static ReadOnlyMemory<byte> JsonBytes(IReadOnlyList<Tensor> inputs)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("inputs");
            foreach (var input in inputs)
            {
                StartInput(writer, input);
                writer.WritePropertyName("data");
                TensorJson.Write(writer, input);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    /// <summary>A body that is JSON already.</summary>
    public static HttpContent OfJson(ReadOnlyMemory<byte> json)
    {
        var content = new ReadOnlyMemoryContent(json);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    private static void StartInput(Utf8JsonWriter writer, Tensor input)
    {
        writer.WriteStartObject();
        writer.WriteString("name", input.Name);
        writer.WriteString("datatype", input.Type.ProtocolName());
        writer.WriteStartArray("shape");
        foreach (var axis in input.Shape)
            writer.WriteNumberValue(axis);
        writer.WriteEndArray();
    }
}
