using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using Orleans.Runtime.Messaging;
using Orleans.Runtime.Networking;

namespace Orleans.Connections.Security;

/// <summary>Puts TLS on the connections of a process, as <see cref="TlsOptions"/> say.</summary>
internal sealed class TlsTransportSecurity : ITransportSecurity
{
    /// <summary>The name under which the protocol of the cluster is negotiated, so that no other service on a port is taken for a silo.</summary>
    public static readonly SslApplicationProtocol ApplicationProtocol = new("orleans-stand-in/1");

    private readonly TlsOptions _options;
    private readonly ILogger _logger;
    private readonly X509Certificate2? _clientCertificate;

    /// <summary>Initializes the security; a certificate that cannot be used is refused here, not at the first connection.</summary>
    /// <exception cref="InvalidOperationException">A certificate is not for the use that is made of it.</exception>
    public TlsTransportSecurity(TlsOptions options, bool accepts, ILogger<TlsTransportSecurity> logger)
    {
        _options = options;
        _logger = logger;
        if (accepts && options.LocalServerCertificateSelector is null)
        {
            ThrowIfNotForServers(options.LocalCertificate!);
        }

        _clientCertificate = options.ClientCertificateMode switch
        {
            RemoteCertificateMode.NoCertificate => null,
            RemoteCertificateMode.AllowCertificate => options.LocalCertificate is { } own && CertificateLoader.IsForClients(own) ? own : null,
            _ => options.LocalClientCertificateSelector is null ? ThrowIfNotForClients(options.LocalCertificate) : null,
        };
    }

    /// <inheritdoc/>
    public ValueTask<Transport> AuthenticateAsClientAsync(Transport transport, CancellationToken cancellationToken)
    {
        var feature = new TlsConnectionFeature();
        var settings = new TlsClientAuthenticationOptions
        {
            EnabledSslProtocols = _options.SslProtocols,
            ClientCertificates = _clientCertificate is null || _options.LocalClientCertificateSelector is not null ? null : [_clientCertificate],
            CertificateRevocationCheckMode = _options.CheckCertificateRevocation ? X509RevocationMode.Online : X509RevocationMode.NoCheck,
        };
        if (_options.LocalClientCertificateSelector is { } select)
        {
            settings.LocalCertificateSelectionCallback = (sender, host, own, remote, issuers) =>
                select(sender, host, own, remote, issuers) is { } chosen ? ThrowIfNotForClients(chosen) : null;
        }

        return HandshakeAsync(
            transport,
            feature,
            (context, stream, timeout) =>
            {
                _options.OnAuthenticateAsClient?.Invoke(context, settings);
                feature.HostName = settings.TargetHost ?? string.Empty;
                return stream.AuthenticateAsClientAsync(settings.Value, timeout);
            },
            $"{transport.RemoteEndPoint} closed the connection after the TLS handshake. Most likely it does not accept "
            + $"{(_clientCertificate is null ? "a peer without a certificate" : $"the certificate {CertificateText.Describe(_clientCertificate)}")}; its log tells why",
            cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<Transport> AuthenticateAsServerAsync(Transport transport, CancellationToken cancellationToken)
    {
        var feature = new TlsConnectionFeature();
        return HandshakeAsync(
            transport,
            feature,
            (context, stream, timeout) =>
            {
                var settings = new TlsServerAuthenticationOptions
                {
                    EnabledSslProtocols = _options.SslProtocols,
                    ClientCertificateRequired = _options.RemoteCertificateMode != RemoteCertificateMode.NoCertificate,
                    CertificateRevocationCheckMode = _options.CheckCertificateRevocation ? X509RevocationMode.Online : X509RevocationMode.NoCheck,
                    ServerCertificateSelectionCallback = (_, name) =>
                    {
                        feature.HostName = name ?? string.Empty;
                        return _options.LocalServerCertificateSelector is { } select ? ThrowIfNotForServers(select(context, name)) : _options.LocalCertificate!;
                    },
                };
                _options.OnAuthenticateAsServer?.Invoke(context, settings);
                return stream.AuthenticateAsServerAsync(settings.Value, timeout);
            },
            $"{transport.RemoteEndPoint} closed the connection after the TLS handshake",
            cancellationToken);
    }

    private static X509Certificate2 ThrowIfNotForServers(X509Certificate2 certificate) => CertificateLoader.IsForServers(certificate)
        ? certificate
        : throw new InvalidOperationException(
            $"The certificate {CertificateText.Describe(certificate)} is not for servers: its extended key usages lack server authentication (1.3.6.1.5.5.7.3.1).");

    private static X509Certificate2 ThrowIfNotForClients(X509Certificate2? certificate) =>
        certificate is null ? throw new InvalidOperationException(
            $"{nameof(TlsOptions)}.{nameof(TlsOptions.ClientCertificateMode)} requires a certificate, but there is none: set {nameof(TlsOptions.LocalCertificate)}.")
        : CertificateLoader.IsForClients(certificate) ? certificate
        : throw new InvalidOperationException(
            $"The certificate {CertificateText.Describe(certificate)} is not for clients: its extended key usages lack client authentication (1.3.6.1.5.5.7.3.2).");

    private async ValueTask<Transport> HandshakeAsync(
        Transport transport,
        TlsConnectionFeature feature,
        Func<TlsConnectionContext, SslStream, CancellationToken, Task> authenticate,
        string earlyEnd,
        CancellationToken cancellationToken)
    {
        var context = new TlsConnectionContext(transport);
        context.Features.Set<ITlsConnectionFeature>(feature);
        context.Features.Set<ITlsHandshakeFeature>(feature);
        context.Features.Set<ITlsApplicationProtocolFeature>(feature);
        var verdict = new CertificateVerdict(_options, TimeProvider.System);
        var checksPeer = _options.RemoteCertificateMode != RemoteCertificateMode.NoCertificate;
        var stream = new SslStream(new TransportStream(transport), leaveInnerStreamOpen: false, checksPeer ? verdict.Check : null);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (_options.HandshakeTimeout.TotalMilliseconds < int.MaxValue)
        {
            timeout.CancelAfter(_options.HandshakeTimeout);
        }

        try
        {
            await authenticate(context, stream, timeout.Token).ConfigureAwait(false);
            feature.Complete(stream);
            return new TlsTransport(transport, stream, earlyEnd);
        }
        catch (Exception exception)
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            var reason = Explain(exception, verdict, cancellationToken);
            TlsLog.HandshakeFailed(_logger, exception, transport.RemoteEndPoint, reason);
            throw new ConnectionFailedException($"The TLS handshake with {transport.RemoteEndPoint} failed: {reason}.", exception);
        }
    }

    private string Explain(Exception exception, CertificateVerdict verdict, CancellationToken cancellationToken) => verdict.Refusal ?? exception switch
    {
        OperationCanceledException when cancellationToken.IsCancellationRequested => "the attempt to open the connection was given up or timed out (ConnectionOptions.OpenConnectionTimeout)",
        OperationCanceledException => $"it was not over within {_options.HandshakeTimeout} (TlsOptions.HandshakeTimeout)",
        AuthenticationException => $"{exception.Message} {exception.InnerException?.Message} The peer may not speak TLS, or accept neither version {_options.SslProtocols} nor the certificate shown here",
        IOException => $"{exception.Message} The peer may not speak TLS (call UseTls on both ends), or have refused the certificate shown here; its log tells why",
        _ => exception.Message,
    };
}
