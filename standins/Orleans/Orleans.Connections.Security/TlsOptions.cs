using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;

namespace Orleans.Connections.Security;

/// <summary>Settings of TLS on the connections of a silo or of a client.</summary>
public class TlsOptions
{
    private TimeSpan _handshakeTimeout = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Gets or sets the certificate that this process shows, with its private key. Where it names extended key usages, a silo's must include
    /// server authentication (1.3.6.1.5.5.7.3.1), and that of a connecting process client authentication (1.3.6.1.5.5.7.3.2).
    /// </summary>
    public X509Certificate2? LocalCertificate { get; set; }

    /// <summary>Gets or sets the choice of a silo's certificate per connection and requested name; it goes before <see cref="LocalCertificate"/>.</summary>
    public Func<ConnectionContext, string?, X509Certificate2>? LocalServerCertificateSelector { get; set; }

    /// <summary>Gets or sets the choice of the certificate of a connecting process; it goes before <see cref="LocalCertificate"/>.</summary>
    public Func<object, string, X509CertificateCollection, X509Certificate?, string[], X509Certificate2?>? LocalClientCertificateSelector { get; set; }

    /// <summary>Gets or sets whether the peer has to show a certificate; required by default.</summary>
    public RemoteCertificateMode RemoteCertificateMode { get; set; } = RemoteCertificateMode.RequireCertificate;

    /// <summary>
    /// Gets or sets whether this process shows a certificate when it connects: never, where it has one for client authentication (the default),
    /// or always, so that a configuration without one is refused.
    /// </summary>
    public RemoteCertificateMode ClientCertificateMode { get; set; } = RemoteCertificateMode.AllowCertificate;

    /// <summary>Gets or sets a check of the peer's certificate that replaces the platform's verdict; without it, every policy error refuses the peer.</summary>
    public RemoteCertificateValidator? RemoteCertificateValidation { get; set; }

    /// <summary>Gets or sets the accepted versions of TLS; 1.2 and 1.3 by default.</summary>
    public SslProtocols SslProtocols { get; set; } = SslProtocols.Tls13 | SslProtocols.Tls12;

    /// <summary>Gets or sets whether revocation lists are asked for the certificate of the peer; not by default.</summary>
    public bool CheckCertificateRevocation { get; set; }

    /// <summary>Gets or sets a last say about the settings of one accepted connection, after everything else has been applied.</summary>
    public Action<ConnectionContext, TlsServerAuthenticationOptions>? OnAuthenticateAsServer { get; set; }

    /// <summary>
    /// Gets or sets a last say about the settings of one opened connection, after everything else has been applied. Set
    /// <see cref="TlsClientAuthenticationOptions.TargetHost"/> here: without it no certificate matches.
    /// </summary>
    public Action<ConnectionContext, TlsClientAuthenticationOptions>? OnAuthenticateAsClient { get; set; }

    /// <summary>Gets or sets how long the handshake may take; positive, 10 seconds by default. A peer that is slower is disconnected.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public TimeSpan HandshakeTimeout
    {
        get => _handshakeTimeout;
        set => _handshakeTimeout = value == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue
            : value > TimeSpan.Zero ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"{nameof(HandshakeTimeout)} must be positive.");
    }

    /// <summary>Accepts every certificate, whoever issued it. For development only: whoever reaches the port can then join.</summary>
    public void AllowAnyRemoteCertificate() => RemoteCertificateValidation = static (_, _, _) => true;
}
