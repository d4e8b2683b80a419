using System.Security.Cryptography;
using System.Text;
using OrleansML.Learning.Features;

namespace OrleansML.Data.History.Storage;

/// <summary>
/// The keyed hash of a personal value: the first 128 bits of HMAC-SHA256 over its invariant text in UTF-8, as 32 lower-case hexadecimal digits.
/// </summary>
internal static class PiiHash
{
    private const int HashBytes = 16;

    public static string Of(string text, ReadOnlySpan<byte> key)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text), hash);
        return Convert.ToHexStringLower(hash[..HashBytes]);
    }

    public static FeatureValue Of(in FeatureValue value, ReadOnlySpan<byte> key) => value.IsMissing ? value : FeatureValue.Of(Of(value.ToString(), key));
}
