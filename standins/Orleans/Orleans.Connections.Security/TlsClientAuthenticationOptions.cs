using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Orleans.Connections.Security;

/// <summary>How the connecting side authenticates on one connection; see <see cref="TlsOptions.OnAuthenticateAsClient"/>.</summary>
public class TlsClientAuthenticationOptions
{
    /// <summary>Gets or sets the choice of the certificate that this side shows; it goes before <see cref="ClientCertificates"/>.</summary>
    public ClientCertificateSelectionCallback? LocalCertificateSelectionCallback
    {
        get => Value.LocalCertificateSelectionCallback is { } callback ? new(callback) : null;
        set => Value.LocalCertificateSelectionCallback = value is null ? null : new(value);
    }

    /// <summary>Gets or sets the certificates that this side can show.</summary>
    public X509CertificateCollection? ClientCertificates
    {
        get => Value.ClientCertificates;
        set => Value.ClientCertificates = value;
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

    /// <summary>Gets or sets the name that the certificate of the peer must be issued for.</summary>
    public string? TargetHost
    {
        get => Value.TargetHost;
        set => Value.TargetHost = value;
    }

    /// <summary>Gets the <see cref="System.Net.Security.SslClientAuthenticationOptions"/> behind this object, for settings that it does not offer.</summary>
    public object SslClientAuthenticationOptions => Value;

    /// <summary>Gets the options of the platform.</summary>
    internal SslClientAuthenticationOptions Value { get; } = new() { ApplicationProtocols = [TlsTransportSecurity.ApplicationProtocol] };
}
