using Microsoft.Extensions.DependencyInjection;
using Orleans.Connections.Security;

namespace OrleansML.Client;

/// <summary>What silos and clients have in common in TLS.</summary>
internal static class ClusterTlsExtensions
{
    // The name that is sent; nobody compares it, because membership hangs on the authority.
    private const string ServerName = "orleansml";

    /// <summary>Adds the certificates, which must have been validated, and the watch over their files.</summary>
    public static ClusterCertificates AddClusterCertificates(this IServiceCollection services, ClusterTlsOptions options)
    {
        var certificates = new ClusterCertificates(options, TimeProvider.System);
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<CertificateWatch>(provider, certificates, TimeProvider.System));
        return certificates;
    }

    /// <summary>Lets Orleans use them in both directions.</summary>
    public static void UseIn(this ClusterCertificates certificates, TlsOptions tls)
    {
        // The selectors are asked for each connection, so a replaced certificate needs no restart.
        tls.LocalServerCertificateSelector = (_, _) => certificates.Own;
        tls.LocalClientCertificateSelector = (_, _, _, _, _) => certificates.Own;
        tls.RemoteCertificateMode = RemoteCertificateMode.RequireCertificate;
        tls.RemoteCertificateValidation = certificates.Accepts;
        tls.OnAuthenticateAsClient = static (_, client) => client.TargetHost = ServerName;
    }
}
