using System.Globalization;
using System.Text.Json;
using OrleansML.Tensors;

namespace OrleansML.Cli.Http;

/// <summary>Reads infer answers of the Open Inference Protocol in both forms, an output at a time in either.</summary>
internal static class InferResponseReader
{
    public static async Task<InferResponse> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        var headerLength = HeaderLength(response, body.Length);
        using var document = JsonDocument.Parse(body.AsMemory(0, headerLength));
        return Read(document.RootElement, body.AsMemory(headerLength));
    }

    /// <summary>Reads the JSON part.</summary>
    /// <param name="root">The object.</param>
    /// <param name="binary">What follows it.</param>
    public static InferResponse Read(JsonElement root, Memory<byte> binary = default)
    {
        var outputs = new List<Tensor>();
        foreach (var output in root.GetProperty("outputs").EnumerateArray())
            outputs.Add(ReadOutput(output, ref binary));

        var version = root.TryGetProperty("model_version", out var text) ? text.GetString() ?? "" : "";
        return new InferResponse(root.GetProperty("model_name").GetString()!, version, outputs, IdsOf(root, InferResponse.RowsOf(outputs)));
    }

    private static string[] IdsOf(JsonElement root, int rows)
    {
        if (!root.TryGetProperty("parameters", out var parameters) || !parameters.TryGetProperty("prediction_id", out var element) || element.GetString() is not { } id)
            return [];

        return rows == 1 ? [id] : [.. Enumerable.Range(0, rows).Select(row => string.Create(CultureInfo.InvariantCulture, $"{id}/{row}"))];
    }

    private static int HeaderLength(HttpResponseMessage response, int bodyLength)
    {
        if (!response.Headers.TryGetValues(InferRequestContent.HeaderLength, out var values)
            && !response.Content.Headers.TryGetValues(InferRequestContent.HeaderLength, out values))
        {
            return bodyLength;
        }

        var text = values.First();
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length <= bodyLength
            ? length
            : throw new CliException(
                $"The gateway answered with {InferRequestContent.HeaderLength} '{text}' over a body of {bodyLength} bytes.");
    }

    private static Tensor ReadOutput(JsonElement output, ref Memory<byte> binary)
    {
        var name = output.GetProperty("name").GetString()!;
        var typeName = output.GetProperty("datatype").GetString()!;
        if (!TensorTypes.TryParseProtocolName(typeName, out var type))
            throw new CliException($"The gateway answered output '{name}' of unknown type '{typeName}'.");

        long[] shape = [.. output.GetProperty("shape").EnumerateArray().Select(axis => axis.GetInt64())];
        if (output.TryGetProperty("data", out var data))
            return TensorJson.Read(name, type, shape, data);

        var size = output.GetProperty("parameters").GetProperty("binary_data_size").GetInt32();
        if (size > binary.Length)
            throw new CliException($"The gateway answered output '{name}' with {binary.Length} bytes, {size} were announced.");
        var bytes = binary[..size];
        binary = binary[size..];
        return new Tensor(name, type, shape, bytes);
    }
}
