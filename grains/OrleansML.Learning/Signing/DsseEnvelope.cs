using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace OrleansML.Learning.Signing;

/// <summary>
/// Signs bytes together with what they mean, and checks such signatures: the DSSE envelope, protocol 1.0.0 (github.com/secure-systems-lab/dsse), with
/// ECDSA over SHA-256, r and s one after the other. Other tools of that standard can check what this signs.
/// </summary>
public static class DsseEnvelope
{
    private const int MaximumSignatures = 16;
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 4 };

    /// <summary>Signs.</summary>
    /// <param name="payloadType">What the payload is, such as a media type of its own; it is signed too.</param>
    /// <param name="payload">What is signed.</param>
    /// <param name="key">A private key.</param>
    /// <returns>The envelope in JSON. ECDSA draws a random number, so that two envelopes of the same payload differ.</returns>
    public static byte[] Sign(string payloadType, ReadOnlySpan<byte> payload, ECDsa key)
    {
        ArgumentNullException.ThrowIfNull(payloadType);
        ArgumentNullException.ThrowIfNull(key);
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteBase64String("payload", payload);
            writer.WriteString("payloadType", payloadType);
            writer.WriteStartArray("signatures");
            writer.WriteStartObject();
            writer.WriteString("keyid", KeyIdOf(key));
            writer.WriteBase64String("sig", key.SignData(Encode(payloadType, payload), HashAlgorithmName.SHA256));
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>Checks an envelope.</summary>
    /// <param name="envelope">The envelope in JSON.</param>
    /// <param name="payloadType">What the payload must be.</param>
    /// <param name="trusted">Public keys of those who are believed; one signature by one of them is enough.</param>
    /// <returns>The payload.</returns>
    /// <exception cref="SignatureException">It is no envelope, of another type, or nobody who is believed signed it.</exception>
    public static byte[] Verify(ReadOnlyMemory<byte> envelope, string payloadType, IReadOnlyCollection<ECDsa> trusted)
    {
        ArgumentNullException.ThrowIfNull(payloadType);
        ArgumentNullException.ThrowIfNull(trusted);
        var (type, payload, signatures) = Read(envelope);
        var signed = Encode(type, payload);
        if (!signatures.Any(signature => trusted.Any(key => key.VerifyData(signed, signature, HashAlgorithmName.SHA256))))
        {
            throw new SignatureException(
                $"None of the {signatures.Length} signatures is by one of the {trusted.Count} trusted keys ({string.Join(", ", trusted.Select(KeyIdOf))}), or what was signed has changed since.");
        }

        return type == payloadType ? payload : throw new SignatureException($"What was signed is '{type}'; '{payloadType}' is needed.");
    }

    /// <summary>The name of a key: SHA-256 of its public half (SubjectPublicKeyInfo) in lower-case hexadecimal.</summary>
    public static string KeyIdOf(ECDsa key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));
    }

    /// <summary>What is put under the signature algorithm: type and payload, each after its length, so that neither can pass for a part of the other.</summary>
    internal static byte[] Encode(string payloadType, ReadOnlySpan<byte> payload)
    {
        var type = Encoding.UTF8.GetBytes(payloadType);
        return [.. Encoding.UTF8.GetBytes(FormattableString.Invariant($"DSSEv1 {type.Length} ")), .. type, .. Encoding.UTF8.GetBytes(FormattableString.Invariant($" {payload.Length} ")), .. payload];
    }

    private static (string Type, byte[] Payload, byte[][] Signatures) Read(ReadOnlyMemory<byte> envelope)
    {
        try
        {
            using var document = JsonDocument.Parse(envelope, Strict);
            var root = document.RootElement;
            var signatures = root.GetProperty("signatures").EnumerateArray().Take(MaximumSignatures).Select(static signature => Decode(signature.GetProperty("sig")));
            return (root.GetProperty("payloadType").GetString() ?? "", Decode(root.GetProperty("payload")), [.. signatures]);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new SignatureException("It is no DSSE envelope: an object with 'payload', 'payloadType' and 'signatures' is needed, each 'sig' in base64.", exception);
        }
    }

    // The standard allows both alphabets, of which the second goes without padding.
    private static byte[] Decode(JsonElement text)
    {
        var value = (text.GetString() ?? throw new FormatException()).Replace('-', '+').Replace('_', '/');
        return Convert.FromBase64String(value.PadRight((value.Length + 3) / 4 * 4, '='));
    }
}
