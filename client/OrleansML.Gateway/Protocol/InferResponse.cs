using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using OrleansML.Client;

namespace OrleansML.Gateway.Protocol;

/// <summary>
/// Sends a prediction as JSON, or as JSON with binary data behind it, compressed where the client asks for it and it pays.
/// </summary>
internal static class InferResponse
{
    // A smaller answer fits one packet as it is.
    private const int SmallestCompressedBytes = 1 << 10;

    // Above this the server's buffer is flushed as it fills, so that a slow client holds up the writing and not the memory.
    private const int FlushBytes = 64 << 10;

    public static ValueTask SendAsync(HttpContext context, InferRequest request, in Prediction prediction)
    {
        var response = context.Response;
        using var buffer = ResponseBuffer.Rent();
        PredictionIdHeader.Write(response, prediction);
        var binaryOutputs = InferResponseWriter.Write(buffer.Json, request, prediction);
        var json = buffer.Written;
        var length = (long)json.Length;
        if (binaryOutputs == 0)
        {
            response.ContentType = "application/json";
        }
        else
        {
            response.ContentType = "application/octet-stream";
            response.Headers[InferenceHeader.Name] = json.Length.ToString(CultureInfo.InvariantCulture);
            foreach (var output in prediction.Outputs)
                length += request.IsBinary(output.Name) ? output.Data.Length : 0;
        }

        if (length >= SmallestCompressedBytes && AcceptedEncoding.Of(context.Request) is { } encoding)
        {
            response.Headers.ContentEncoding = encoding;
            response.Headers.Vary = "Accept-Encoding";
            return SendCompressedAsync(context, json.ToArray(), request, prediction, encoding);
        }

        response.ContentLength = length;
        if (length >= FlushBytes)
            return SendLargeAsync(context, json.ToArray(), request, prediction);

        // The server sends it when the handler is done.
        response.BodyWriter.Write(json.Span);
        if (binaryOutputs > 0)
            WriteBinary(response.BodyWriter, request, prediction);
        return ValueTask.CompletedTask;
    }

    private static void WriteBinary(PipeWriter writer, InferRequest request, in Prediction prediction)
    {
        foreach (var output in prediction.Outputs)
        {
            if (request.IsBinary(output.Name))
                writer.Write(output.Data.Span);
        }
    }

    private static async ValueTask SendLargeAsync(HttpContext context, byte[] json, InferRequest request, Prediction prediction)
    {
        var writer = context.Response.BodyWriter;
        await writer.WriteAsync(json, context.RequestAborted);
        foreach (var output in prediction.Outputs)
        {
            if (request.IsBinary(output.Name))
                await writer.WriteAsync(output.Data, context.RequestAborted);
        }
    }

    private static async ValueTask SendCompressedAsync(
        HttpContext context, byte[] json, InferRequest request, Prediction prediction, string encoding)
    {
        var body = context.Response.BodyWriter.AsStream(leaveOpen: true);
        await using Stream compressed = encoding == AcceptedEncoding.Gzip
            ? new GZipStream(body, CompressionLevel.Fastest, leaveOpen: true)
            : new ZLibStream(body, CompressionLevel.Fastest, leaveOpen: true);
        await compressed.WriteAsync(json, context.RequestAborted);
        foreach (var output in prediction.Outputs)
        {
            if (request.IsBinary(output.Name))
                await compressed.WriteAsync(output.Data, context.RequestAborted);
        }
    }
}
