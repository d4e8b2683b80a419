using System.Security.Cryptography.X509Certificates;

namespace Orleans.Connections.Security;

/// <summary>Finds certificates in the stores of the operating system.</summary>
public static class CertificateLoader
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    /// <summary>Finds the certificate that is valid longest among those with a private key and the right usage.</summary>
    /// <param name="subject">A part of the subject name.</param>
    /// <param name="storeName">The name of the store.</param>
    /// <param name="storeLocation">The location of the store.</param>
    /// <param name="allowInvalid">Whether certificates that are not valid count, for example self-signed ones.</param>
    /// <param name="server">Whether the certificate is for the accepting side.</param>
    /// <returns>The certificate.</returns>
    /// <exception cref="InvalidOperationException">There is no such certificate.</exception>
    public static X509Certificate2 LoadFromStoreCert(string subject, string storeName, StoreLocation storeLocation, bool allowInvalid, bool server)
    {
        using var store = new X509Store(storeName, storeLocation);
        store.Open(OpenFlags.ReadOnly);
        var all = store.Certificates;
        var found = all.Find(X509FindType.FindBySubjectName, subject, validOnly: !allowInvalid)
            .Where(certificate => certificate.HasPrivateKey && (server ? IsForServers(certificate) : IsForClients(certificate)))
            .MaxBy(certificate => certificate.NotAfter);
        foreach (var certificate in all.Where(certificate => !certificate.Equals(found)))
        {
            certificate.Dispose();
        }

        return found ?? throw new InvalidOperationException(
            $"The store {storeLocation}/{storeName} holds no certificate with a private key whose subject contains '{subject}' and that is for "
            + $"{(server ? "servers" : "clients")}{(allowInvalid ? string.Empty : " and valid now")}.");
    }

    /// <summary>Gets whether a certificate may be shown by the accepting side.</summary>
    internal static bool IsForServers(X509Certificate2 certificate) => IsFor(certificate, ServerAuthentication);

    /// <summary>Gets whether a certificate may be shown by the connecting side.</summary>
    internal static bool IsForClients(X509Certificate2 certificate) => IsFor(certificate, ClientAuthentication);

    // A certificate that names no extended key usage is good for all (RFC 5280, section 4.2.1.12).
    private static bool IsFor(X509Certificate2 certificate, string usage)
    {
        var named = certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().ToArray();
        return named.Length == 0 || named.Any(extension => extension.EnhancedKeyUsages.Cast<System.Security.Cryptography.Oid>().Any(oid => oid.Value == usage));
    }
}
