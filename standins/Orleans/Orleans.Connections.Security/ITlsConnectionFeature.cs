using System.Security.Cryptography.X509Certificates;

namespace Orleans.Connections.Security;

/// <summary>The certificate that the peer of a TLS connection has shown.</summary>
public interface ITlsConnectionFeature
{
    /// <summary>Gets or sets the certificate of the peer; null where it has shown none.</summary>
    X509Certificate2? RemoteCertificate { get; set; }

    /// <summary>Gets the certificate of the peer.</summary>
    /// <param name="cancellationToken">Not used: the certificate is known once the handshake is over.</param>
    /// <returns>The certificate, or null where the peer has shown none.</returns>
    Task<X509Certificate2?> GetRemoteCertificateAsync(CancellationToken cancellationToken);
}
