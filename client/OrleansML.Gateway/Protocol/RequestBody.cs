using System.Buffers;
using System.IO.Compression;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;

namespace OrleansML.Gateway.Protocol;

/// <summary>Reads the body of an infer request, within a limit, into an array of its own that tensors may point into.</summary>
internal static class RequestBody
{
    // Announced sizes up to this are believed; beyond it memory grows with what arrives, so that idle connections cannot claim it.
    private const int TrustedBytes = 1 << 20;
    private const int FirstUnknownBytes = 16 << 10;

    /// <summary>The body's bytes as they are after decompression.</summary>
    /// <param name="request">The request.</param>
    /// <param name="limit">Most bytes of the body.</param>
    /// <exception cref="BadHttpRequestException">The content encoding is not offered (415).</exception>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.TooLarge"/> when the announced length exceeds the limit.</exception>
    public static PipeReader Open(HttpRequest request, BodyLimit limit)
    {
        if (request.ContentLength > limit.Bytes)
            throw limit.Exceeded(request.ContentLength);

        var encodings = request.Headers.ContentEncoding;
        if (encodings.Count == 0)
            return request.BodyReader;

        var encoding = encodings.ToString();
        return encoding.ToLowerInvariant() switch
        {
            "" or "identity" => request.BodyReader,
            "gzip" or "x-gzip" => Decompress(request, new GZipStream(request.Body, CompressionMode.Decompress)),
            "deflate" => Decompress(request, new ZLibStream(request.Body, CompressionMode.Decompress)),
            _ => throw new BadHttpRequestException(
                $"Content-Encoding '{encoding}' is not offered: use gzip, deflate or none.", StatusCodes.Status415UnsupportedMediaType),
        };
    }

    /// <summary>Copies everything behind <paramref name="padding"/> free bytes into one array.</summary>
    /// <param name="reader">The body; completed in the end.</param>
    /// <param name="announced">Length from the headers; null when unknown.</param>
    /// <param name="padding">Bytes to leave free in front.</param>
    /// <param name="limit">Most bytes of the body.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async ValueTask<ArraySegment<byte>> ReadAsync(
        PipeReader reader, long? announced, int padding, BodyLimit limit, CancellationToken cancellationToken)
    {
        var expected = announced is { } bytes ? (int)Math.Min(bytes, TrustedBytes) : FirstUnknownBytes;
        var array = GC.AllocateUninitializedArray<byte>(padding + expected);
        var length = padding;
        try
        {
            while (true)
            {
                var result = await reader.ReadAsync(cancellationToken);
                var buffer = result.Buffer;
                if (length - padding + buffer.Length > limit.Bytes)
                {
                    // The server reads on after the answer; it cannot while this read is open.
                    reader.AdvanceTo(buffer.End);
                    throw limit.Exceeded();
                }

                if (array.Length - length < buffer.Length)
                    Array.Resize(ref array, Grown(array.Length, length + (int)buffer.Length, announced + padding));
                buffer.CopyTo(array.AsSpan(length));
                length += (int)buffer.Length;
                reader.AdvanceTo(buffer.End);
                if (result.IsCompleted)
                    return new ArraySegment<byte>(array, padding, length - padding);
            }
        }
        catch (InvalidDataException exception)
        {
            throw RequestFaults.Invalid($"The body cannot be decompressed as its Content-Encoding says: {exception.Message}");
        }
    }

    private static PipeReader Decompress(HttpRequest request, Stream stream)
    {
        request.HttpContext.Response.RegisterForDispose(stream);
        return PipeReader.Create(stream);
    }

    private static int Grown(int size, int needed, long? announced)
    {
        var doubled = Math.Min((long)size * 2, announced ?? Array.MaxLength);
        return (int)Math.Clamp(doubled, needed, Array.MaxLength);
    }
}
