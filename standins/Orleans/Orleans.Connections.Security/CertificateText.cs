using System.Globalization;
using System.Security.Cryptography.X509Certificates;

namespace Orleans.Connections.Security;

/// <summary>Describes certificates to the person who has to find the right one.</summary>
internal static class CertificateText
{
    /// <summary>Names a certificate: subject, issuer, validity and thumbprint.</summary>
    public static string Describe(X509Certificate2 certificate) =>
        $"'{certificate.Subject}' issued by '{certificate.Issuer}', valid from {Format(certificate.NotBefore)} to {Format(certificate.NotAfter)}, thumbprint {certificate.Thumbprint}";

    private static string Format(DateTime time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
