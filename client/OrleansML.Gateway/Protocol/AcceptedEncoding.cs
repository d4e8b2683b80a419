using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace OrleansML.Gateway.Protocol;

/// <summary>Picks the content encoding of an answer.</summary>
internal static class AcceptedEncoding
{
    public const string Gzip = "gzip";
    public const string Deflate = "deflate";

    /// <summary>The encoding that the client ranks first among those offered; null when it asks for none of them.</summary>
    public static string? Of(HttpRequest request)
    {
        var header = request.Headers.AcceptEncoding;
        if (header.Count == 0 || !StringWithQualityHeaderValue.TryParseList(header!, out var accepted))
            return null;

        string? best = null;
        var bestQuality = 0.0;
        foreach (var candidate in accepted)
        {
            var quality = candidate.Quality ?? 1;
            if (quality > bestQuality && Offered(candidate.Value.AsSpan()) is { } encoding)
                (best, bestQuality) = (encoding, quality);
        }

        return best;
    }

    private static string? Offered(ReadOnlySpan<char> name) =>
        name.Equals(Gzip, StringComparison.OrdinalIgnoreCase) ? Gzip
        : name.Equals(Deflate, StringComparison.OrdinalIgnoreCase) ? Deflate
        : null;
}
