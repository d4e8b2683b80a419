using System.Text.Json;
using Microsoft.AspNetCore.Http;
using OrleansML.Gateway.Protocol;

namespace OrleansML.Gateway.Api;

/// <summary>Reads the whole body of a request, within a limit.</summary>
internal static class WholeBody
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16 };

    /// <summary>The bytes, decompressed.</summary>
    /// <param name="context">The request.</param>
    /// <param name="limit">Most bytes.</param>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.TooLarge"/>.</exception>
    public static async Task<ArraySegment<byte>> ReadAsync(HttpContext context, BodyLimit limit)
    {
        var reader = RequestBody.Open(context.Request, limit);
        var announced = context.Request.Headers.ContentEncoding.Count == 0 ? context.Request.ContentLength : null;
        return await RequestBody.ReadAsync(reader, announced, 0, limit, context.RequestAborted);
    }

    /// <summary>A JSON object.</summary>
    /// <param name="context">The request.</param>
    /// <param name="limit">Most bytes.</param>
    /// <param name="example">What is expected, for the message.</param>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidRequest"/>: it is something else.</exception>
    public static async Task<JsonDocument> ReadObjectAsync(HttpContext context, BodyLimit limit, string example)
    {
        var body = await ReadAsync(context, limit);
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(body.AsMemory(), Strict);
        }
        catch (JsonException exception)
        {
            throw new OrleansMLException(
                ErrorCode.InvalidRequest,
                $"The body is not JSON (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}); an object such as {example} is expected.");
        }

        if (document.RootElement.ValueKind is JsonValueKind.Object)
            return document;

        document.Dispose();
        throw new OrleansMLException(ErrorCode.InvalidRequest, $"The body is no JSON object; one such as {example} is expected.");
    }
}
