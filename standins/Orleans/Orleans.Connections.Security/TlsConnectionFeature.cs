using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Orleans.Connections.Security;

/// <summary>What is known about one TLS connection.</summary>
internal sealed class TlsConnectionFeature : ITlsConnectionFeature, ITlsHandshakeFeature, ITlsApplicationProtocolFeature
{
    /// <inheritdoc/>
    public X509Certificate2? RemoteCertificate { get; set; }

    /// <inheritdoc/>
    public SslProtocols Protocol { get; private set; }

    /// <inheritdoc/>
    public TlsCipherSuite? NegotiatedCipherSuite { get; private set; }

    /// <inheritdoc/>
    public string HostName { get; set; } = string.Empty;

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> ApplicationProtocol { get; private set; }

    /// <inheritdoc/>
    public Task<X509Certificate2?> GetRemoteCertificateAsync(CancellationToken cancellationToken) => Task.FromResult(RemoteCertificate);

    /// <summary>Takes over what the handshake has agreed on.</summary>
    public void Complete(SslStream stream)
    {
        RemoteCertificate = stream.RemoteCertificate is { } certificate ? certificate as X509Certificate2 ?? new X509Certificate2(certificate) : null;
        Protocol = stream.SslProtocol;
        NegotiatedCipherSuite = stream.NegotiatedCipherSuite;
        ApplicationProtocol = stream.NegotiatedApplicationProtocol.Protocol;
    }
}
