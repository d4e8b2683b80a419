using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace OrleansML.Gateway.Protocol;

/// <summary>The header that splits a body into a JSON part and binary data.</summary>
internal static class InferenceHeader
{
    public const string Name = "Inference-Header-Content-Length";

    /// <summary>Bytes of the JSON part; null when the whole body is JSON, 0 when all of it is one tensor.</summary>
    public static int? Read(HttpRequest request)
    {
        if (!request.Headers.TryGetValue(Name, out var values) || values.Count == 0)
            return null;

        var text = values.Count == 1 ? values[0] : string.Join(", ", values.ToArray());
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            ? length
            : throw RequestFaults.Invalid($"Header {Name} is '{text}'; it must be a whole number of bytes from 0 to {int.MaxValue}.");
    }
}
