using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Orleans.Connections.Security;

/// <summary>How the accepting side authenticates on one connection; see <see cref="TlsOptions.OnAuthenticateAsServer"/>.</summary>
public class TlsServerAuthenticationOptions
{
    /// <summary>Gets or sets the certificate that this side shows.</summary>
    public X509Certificate? ServerCertificate
    {
        get => Value.ServerCertificate;
        set => Value.ServerCertificate = value;
    }

    /// <summary>Gets or sets the choice of the certificate that this side shows; it goes before <see cref="ServerCertificate"/>.</summary>
    public ServerCertificateSelectionCallback? ServerCertificateSelectionCallback
    {
        get => Value.ServerCertificateSelectionCallback is { } callback ? new(callback) : null;
        set => Value.ServerCertificateSelectionCallback = value is null ? null : new(value);
    }

    /// <summary>Gets or sets whether the connecting side is asked for a certificate.</summary>
    public bool ClientCertificateRequired
    {
        get => Value.ClientCertificateRequired;
        set => Value.ClientCertificateRequired = value;
    }

    /// <summary>Gets or sets the accepted versions of TLS.</summary>
    public SslProtocols EnabledSslProtocols
    {
        get => Value.EnabledSslProtocols;
        set => Value.EnabledSslProtocols = value;
    }

    /// <summary>Gets or sets how it is found out whether the certificate of the peer was revoked.</summary>
    public X509RevocationMode CertificateRevocationCheckMode
    {
        get => Value.CertificateRevocationCheckMode;
        set => Value.CertificateRevocationCheckMode = value;
    }

    /// <summary>Gets the <see cref="System.Net.Security.SslServerAuthenticationOptions"/> behind this object, for settings that it does not offer.</summary>
    public object SslServerAuthenticationOptions => Value;

    /// <summary>Gets the options of the platform.</summary>
    internal SslServerAuthenticationOptions Value { get; } = new() { ApplicationProtocols = [TlsTransportSecurity.ApplicationProtocol] };
}
