using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Connections.Security;
using Orleans.Runtime.Networking;

namespace Orleans.Hosting;

/// <summary>Turns on TLS. Every silo and every client of a cluster needs it, or none.</summary>
public static class OrleansConnectionSecurityHostingExtensions
{
    /// <summary>Secures the connections of the silo with a certificate from a store of the operating system.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="storeName">The store.</param>
    /// <param name="subject">A part of the subject name of the certificate.</param>
    /// <param name="allowInvalid">Whether certificates that are not valid count, for example self-signed ones.</param>
    /// <param name="location">The location of the store.</param>
    /// <param name="configureOptions">Sets the options.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">There is no such certificate.</exception>
    public static ISiloBuilder UseTls(
        this ISiloBuilder builder, StoreName storeName, string subject, bool allowInvalid, StoreLocation location, Action<TlsOptions> configureOptions)
    {
        ArgumentNullException.ThrowIfNull(configureOptions);
        return builder.UseTls(CertificateLoader.LoadFromStoreCert(subject, storeName.ToString(), location, allowInvalid, server: true), configureOptions);
    }

    /// <summary>Secures the connections of the silo with a certificate.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="certificate">The certificate with its private key.</param>
    /// <param name="configureOptions">Sets the options.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">The certificate has no private key.</exception>
    public static ISiloBuilder UseTls(this ISiloBuilder builder, X509Certificate2 certificate, Action<TlsOptions> configureOptions)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(configureOptions);
        ThrowIfNoPrivateKey(certificate, nameof(certificate));
        return builder.UseTls(options =>
        {
            options.LocalCertificate = certificate;
            configureOptions(options);
        });
    }

    /// <summary>Secures the connections of the silo with a certificate and default options.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="certificate">The certificate with its private key.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">The certificate has no private key.</exception>
    public static ISiloBuilder UseTls(this ISiloBuilder builder, X509Certificate2 certificate) => builder.UseTls(certificate, static _ => { });

    /// <summary>Secures the connections of the silo: those with other silos, in both directions, and those of clients.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configureOptions">Sets the options; a certificate or a selector of one is needed.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">There is no certificate.</exception>
    /// <exception cref="ArgumentException">The certificate has no private key.</exception>
    public static ISiloBuilder UseTls(this ISiloBuilder builder, Action<TlsOptions> configureOptions)
    {
        var options = CreateOptions(configureOptions);
        if (options.LocalCertificate is null && options.LocalServerCertificateSelector is null)
        {
            throw new InvalidOperationException(
                $"A silo needs a certificate: set {nameof(TlsOptions)}.{nameof(TlsOptions.LocalCertificate)} or {nameof(TlsOptions.LocalServerCertificateSelector)}.");
        }

        Add(builder.Services, options, accepts: true);
        return builder;
    }

    /// <summary>Secures the connections of the client with a certificate from a store of the operating system.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="storeName">The store.</param>
    /// <param name="subject">A part of the subject name of the certificate.</param>
    /// <param name="allowInvalid">Whether certificates that are not valid count, for example self-signed ones.</param>
    /// <param name="location">The location of the store.</param>
    /// <param name="configureOptions">Sets the options.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">There is no such certificate.</exception>
    public static IClientBuilder UseTls(
        this IClientBuilder builder, StoreName storeName, string subject, bool allowInvalid, StoreLocation location, Action<TlsOptions> configureOptions)
    {
        ArgumentNullException.ThrowIfNull(configureOptions);
        return builder.UseTls(CertificateLoader.LoadFromStoreCert(subject, storeName.ToString(), location, allowInvalid, server: false), configureOptions);
    }

    /// <summary>Secures the connections of the client with a certificate.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="certificate">The certificate with its private key.</param>
    /// <param name="configureOptions">Sets the options.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">The certificate has no private key.</exception>
    public static IClientBuilder UseTls(this IClientBuilder builder, X509Certificate2 certificate, Action<TlsOptions> configureOptions)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(configureOptions);
        ThrowIfNoPrivateKey(certificate, nameof(certificate));
        return builder.UseTls(options =>
        {
            options.LocalCertificate = certificate;
            configureOptions(options);
        });
    }

    /// <summary>Secures the connections of the client with a certificate and default options.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="certificate">The certificate with its private key.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">The certificate has no private key.</exception>
    public static IClientBuilder UseTls(this IClientBuilder builder, X509Certificate2 certificate) => builder.UseTls(certificate, static _ => { });

    /// <summary>Secures the connections of the client with gateways.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configureOptions">Sets the options; a certificate is needed only where the silos ask for one.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">The client has to show a certificate and has none.</exception>
    /// <exception cref="ArgumentException">The certificate has no private key.</exception>
    public static IClientBuilder UseTls(this IClientBuilder builder, Action<TlsOptions> configureOptions)
    {
        var options = CreateOptions(configureOptions);
        if (options.LocalCertificate is null && options.ClientCertificateMode == RemoteCertificateMode.RequireCertificate)
        {
            throw new InvalidOperationException(
                $"{nameof(TlsOptions)}.{nameof(TlsOptions.ClientCertificateMode)} is {nameof(RemoteCertificateMode.RequireCertificate)}, "
                + $"but there is no certificate: set {nameof(TlsOptions.LocalCertificate)}.");
        }

        Add(builder.Services, options, accepts: false);
        return builder;
    }

    private static TlsOptions CreateOptions(Action<TlsOptions> configureOptions)
    {
        ArgumentNullException.ThrowIfNull(configureOptions);
        var options = new TlsOptions();
        configureOptions(options);
        if (options.LocalCertificate is { } certificate)
        {
            ThrowIfNoPrivateKey(certificate, $"{nameof(TlsOptions)}.{nameof(TlsOptions.LocalCertificate)}");
        }

        return options;
    }

    private static void ThrowIfNoPrivateKey(X509Certificate2 certificate, string parameterName)
    {
        if (!certificate.HasPrivateKey)
        {
            throw new ArgumentException(
                $"The certificate {CertificateText.Describe(certificate)} has no private key; load it from a file or store that holds the key.", parameterName);
        }
    }

    private static void Add(IServiceCollection services, TlsOptions options, bool accepts) => services.AddSingleton<ITransportSecurity>(
        provider => new TlsTransportSecurity(options, accepts, provider.GetRequiredService<ILogger<TlsTransportSecurity>>()));
}
