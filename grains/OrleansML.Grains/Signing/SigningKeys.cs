using System.Security.Cryptography;

namespace OrleansML.Grains.Signing;

/// <summary>Reads ECDSA keys from PEM files.</summary>
internal static class SigningKeys
{
    private const string PublicLabel = "PUBLIC KEY";
    private static readonly string[] PrivateLabels = ["PRIVATE KEY", "EC PRIVATE KEY"];

    /// <summary>Reads a private key.</summary>
    /// <exception cref="CryptographicException">The file holds none.</exception>
    public static ECDsa ReadPrivate(string path) => Read(path, PrivateLabels, "an ECDSA private key that is not encrypted");

    /// <summary>Reads a public key.</summary>
    /// <exception cref="CryptographicException">The file holds none; a private key is none, since it does not belong on every silo.</exception>
    public static ECDsa ReadPublic(string path) => Read(path, [PublicLabel], "an ECDSA public key");

    private static ECDsa Read(string path, string[] labels, string what)
    {
        var text = File.ReadAllText(path);
        if (!PemEncoding.TryFind(text, out var fields) || !labels.Contains(text[fields.Label]))
            throw new CryptographicException($"it holds no {string.Join(" or ", labels)} in PEM form, and {what} is needed");

        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(text);
            return key;
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            key.Dispose();
            throw new CryptographicException($"it holds no key that can be read, and {what} is needed ({exception.Message.TrimEnd('.')})", exception);
        }
    }
}
