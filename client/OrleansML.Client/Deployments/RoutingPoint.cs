using System.IO.Hashing;
using System.Text;
using OrleansML.Features;
using OrleansML.Models;

namespace OrleansML.Client;

/// <summary>Where a key stands among 100 points: the same on every client, in every process, and another for every model.</summary>
internal static class RoutingPoint
{
    public const int Count = 100;

    // Kept apart from what a name or value may hold, so that two lists never read the same.
    private const char Separator = '\u001f';

    /// <summary>The point of a key: XXH3 of model and key, modulo 100.</summary>
    public static int Of(string model, string key)
    {
        var text = string.Concat(model, [Separator], key);
        Span<byte> bytes = stackalloc byte[512];
        var length = Encoding.UTF8.GetMaxByteCount(text.Length) <= bytes.Length ? Encoding.UTF8.GetBytes(text, bytes) : -1;
        var hash = XxHash3.HashToUInt64(length >= 0 ? bytes[..length] : Encoding.UTF8.GetBytes(text));
        return (int)(hash % Count);
    }

    /// <summary>The key of a request by entity: the keys of its first row, in the order of their names. All its rows go to one version.</summary>
    /// <returns>Null when the request has no entity, which the model's silo refuses.</returns>
    public static string? KeyOf(EntityPredictRequest request) => request.Rows switch
    {
        [] or [{ Entity: [] }, ..] => null,
        // A single key may come with or without its name.
        [{ Entity: [var only] }, ..] => only.Value.ToString(),
        [var first, ..] => Join(first.Entity),
    };

    private static string Join(NamedDatum[] keys) =>
        string.Join(Separator, keys.OrderBy(static key => key.Name, StringComparer.Ordinal).Select(static key => $"{key.Name}={key.Value}"));
}
