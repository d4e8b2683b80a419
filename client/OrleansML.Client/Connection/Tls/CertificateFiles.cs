using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OrleansML.Client;

/// <summary>Reads certificates in the forms in which operators have them.</summary>
internal static class CertificateFiles
{
    private const string Section = $"{ClusterConnectionOptions.Section}:Tls";

    /// <summary>The process's own certificate with its private key; null with a violation where that cannot be had.</summary>
    public static X509Certificate2? ReadOwn(ClusterTlsOptions options, List<string> violations)
    {
        if (options.Certificate is not { Length: > 0 } path)
        {
            violations.Add($"{Section}:Certificate is missing; TLS needs the file with this process's certificate.");
            return null;
        }

        try
        {
            var certificate = Read(path, options.Key, options.Password);
            if (certificate.HasPrivateKey)
                return certificate;

            violations.Add($"{Section}:Certificate '{path}' has no private key; name its file in {Section}:Key, or use a PFX file with the key.");
        }
        catch (Exception exception) when (IsOfFile(exception))
        {
            var files = options.Key is { } key ? $"'{path}' with {Section}:Key '{key}'" : $"'{path}'";
            violations.Add($"{Section}:Certificate {files} cannot be used: {exception.Message}");
        }

        return null;
    }

    /// <summary>The authority's certificates; null with a violation where they cannot be had.</summary>
    public static X509Certificate2Collection? ReadAuthority(ClusterTlsOptions options, List<string> violations)
    {
        if (options.Authority is not { Length: > 0 } path)
        {
            violations.Add($"{Section}:Authority is missing; TLS needs the file with the certificate of the cluster's authority.");
            return null;
        }

        try
        {
            var authority = new X509Certificate2Collection();
            authority.ImportFromPemFile(path);
            if (authority.Count > 0)
                return authority;

            violations.Add($"{Section}:Authority '{path}' holds no certificate; it must be a PEM file.");
        }
        catch (Exception exception) when (IsOfFile(exception))
        {
            violations.Add($"{Section}:Authority '{path}' cannot be used: {exception.Message}");
        }

        return null;
    }

    private static X509Certificate2 Read(string path, string? key, string? password)
    {
        if (X509Certificate2.GetCertContentType(path) is X509ContentType.Pkcs12)
            return X509CertificateLoader.LoadPkcs12FromFile(path, password);

        // Without a file for the key it may be in the same file; a certificate alone is told apart from a file that is broken.
        if (key is null && !File.ReadAllText(path).Contains("PRIVATE KEY", StringComparison.Ordinal))
            return X509CertificateLoader.LoadCertificateFromFile(path);
        return password is null
            ? X509Certificate2.CreateFromPemFile(path, key)
            : X509Certificate2.CreateFromEncryptedPemFile(path, password, key);
    }

    private static bool IsOfFile(Exception exception) => exception
        is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException;
}
