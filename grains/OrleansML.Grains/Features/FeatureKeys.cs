using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using OrleansML.Data.Sources;

namespace OrleansML.Grains.Features;

/// <summary>
/// The keys that protect private values where they are kept, all derived from one secret of the cluster by HKDF (RFC 5869): the secret
/// <c>FEATURE_KEY</c>, or else a file that the first silo makes in the data directory. Safe for concurrent use.
/// </summary>
internal sealed class FeatureKeys(ISecretStore secrets, IOptions<FeatureOptions> options)
{
    private const string SecretName = "FEATURE_KEY";
    private const string FileName = "feature.key";
    private const int KeyBytes = 32;
    private const int ShortestSecret = 16;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private readonly Lazy<byte[]> _root = new(() => ReadRoot(secrets, options.Value.DataDirectory));

    /// <summary>Key of the hashes of personal values in the history.</summary>
    public byte[] HistoryKey => Derive("history");

    /// <summary>Encrypts and authenticates (AES-256-GCM); the nonce stands first, then the tag.</summary>
    /// <param name="data">What to protect.</param>
    /// <param name="place">Where it is kept; it can be opened only for the same place.</param>
    public byte[] Seal(ReadOnlySpan<byte> data, string place)
    {
        var sealedData = new byte[NonceBytes + TagBytes + data.Length];
        var nonce = sealedData.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(Derive("state"), TagBytes);
        cipher.Encrypt(nonce, data, sealedData.AsSpan(NonceBytes + TagBytes), sealedData.AsSpan(NonceBytes, TagBytes), Encoding.UTF8.GetBytes(place));
        return sealedData;
    }

    /// <summary>Opens what <see cref="Seal"/> made.</summary>
    /// <exception cref="InvalidDataException">It was sealed with another key or for another place, or is damaged.</exception>
    public byte[] Open(ReadOnlySpan<byte> sealedData, string place)
    {
        if (sealedData.Length < NonceBytes + TagBytes)
            throw new InvalidDataException("The stored features are cut short.");

        var data = new byte[sealedData.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(Derive("state"), TagBytes);
        try
        {
            cipher.Decrypt(
                sealedData[..NonceBytes], sealedData[(NonceBytes + TagBytes)..], sealedData.Slice(NonceBytes, TagBytes), data, Encoding.UTF8.GetBytes(place));
        }
        catch (CryptographicException exception)
        {
            throw new InvalidDataException(
                $"The stored features cannot be opened: they were written with another key. Give every silo the secret {SecretName} that they were written with.",
                exception);
        }

        return data;
    }

    private byte[] Derive(string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _root.Value, KeyBytes, info: Encoding.UTF8.GetBytes("OrleansML features " + purpose));

    private static byte[] ReadRoot(ISecretStore secrets, string directory)
    {
        try
        {
            var given = Encoding.UTF8.GetBytes(secrets.Get(SecretName));
            return given.Length >= ShortestSecret
                ? given
                : throw new InvalidDataException($"The secret {SecretName} has {given.Length} bytes; at least {ShortestSecret} are needed.");
        }
        catch (SecretMissingException)
        {
            return ReadOrMakeFile(Path.Combine(directory, "keys"));
        }
    }

    // Silos that start at the same time must end with the same key: the name is given to a whole file only, and only once.
    private static byte[] ReadOrMakeFile(string folder)
    {
        var file = Path.Combine(folder, FileName);
        if (!File.Exists(file))
        {
            Directory.CreateDirectory(folder);
            var draft = Path.Combine(folder, $".{Guid.NewGuid():N}");
            var create = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                create.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var stream = new FileStream(draft, create))
            {
                stream.Write(RandomNumberGenerator.GetBytes(KeyBytes));
                stream.Flush(flushToDisk: true);
            }

            try
            {
                File.Move(draft, file, overwrite: false);
            }
            catch (IOException) when (File.Exists(file))
            {
                File.Delete(draft);
            }
        }

        return File.ReadAllBytes(file);
    }
}
