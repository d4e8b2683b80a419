using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using OrleansML.Client;
using OrleansML.Gateway.Protocol;

namespace OrleansML.Gateway.Api;

/// <summary>Reads a push of several parts without keeping the file: <c>manifest</c> and <c>signature</c> first, then <c>model</c>.</summary>
internal static class MultipartPush
{
    private const int LargestManifestBytes = 1 << 20;
    private const int LargestSignatureBytes = 64 << 10;
    private const string Manifest = "manifest";
    private const string Signature = "signature";
    private const string Model = "model";

    /// <summary>The boundary between the parts; null when the body is the file itself.</summary>
    public static string? BoundaryOf(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        return string.IsNullOrEmpty(boundary) ? throw Invalid("The content type multipart/form-data has no boundary.") : boundary;
    }

    /// <summary>Reads up to the file and returns it with what the parts before it say.</summary>
    public static async ValueTask<(Stream File, PushOptions Options)> OpenAsync(
        Stream body, string boundary, BodyLimit limit, PushOptions options, CancellationToken cancellationToken)
    {
        var reader = new MultipartReader(boundary, body);
        while (await NextAsync(reader, cancellationToken) is { } section)
        {
            switch (NameOf(section))
            {
                case Manifest when options.Manifest is null:
                    options = options with { Manifest = await ReadTextAsync(section.Body, Manifest, LargestManifestBytes, cancellationToken) };
                    break;
                case Signature when options.Signature is null:
                    options = options with { Signature = await ReadTextAsync(section.Body, Signature, LargestSignatureBytes, cancellationToken) };
                    break;
                case Model:
                    return (new PushStream(section.Body, limit, RequireEndAsync), options);
                case var other:
                    throw Invalid(
                        $"Part '{other}' is not expected there: send '{Manifest}' (YAML) and '{Signature}' (JSON), which may be left out, then '{Model}' (the file).");
            }
        }

        throw Invalid($"The request has no part '{Model}' with the file.");

        async ValueTask RequireEndAsync()
        {
            if (await NextAsync(reader, cancellationToken) is { } section)
                throw Invalid($"Part '{NameOf(section)}' stands behind part '{Model}', which must be the last.");
        }
    }

    private static async ValueTask<MultipartSection?> NextAsync(MultipartReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadNextSectionAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is InvalidDataException || exception.GetType() == typeof(IOException))
        {
            throw Invalid($"The body is not valid multipart/form-data: {exception.Message}");
        }
    }

    private static async ValueTask<string> ReadTextAsync(Stream body, string part, int limit, CancellationToken cancellationToken)
    {
        var buffer = new byte[limit + 1];
        var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return length <= limit
            ? Encoding.UTF8.GetString(buffer, 0, length)
            : throw new OrleansMLException(ErrorCode.TooLarge, $"The {part} has more than {limit} bytes.");
    }

    private static string NameOf(MultipartSection section) =>
        ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)
            ? HeaderUtilities.RemoveQuotes(disposition.Name).ToString()
            : "";

    private static OrleansMLException Invalid(string message) => new(ErrorCode.InvalidRequest, message);
}
