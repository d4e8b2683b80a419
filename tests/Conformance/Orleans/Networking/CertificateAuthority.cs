using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Orleans.Connections.Security;

namespace OrleansML.Conformance.Networking;

/// <summary>An authority that issues certificates for tests, and the settings that trust it and nobody else.</summary>
internal sealed class CertificateAuthority : IDisposable
{
    public const string HostName = "silo.conformance.test";

    private readonly X509Certificate2 _root;

    private CertificateAuthority(X509Certificate2 root) => _root = root;

    public static CertificateAuthority Create(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return new(request.CreateSelfSigned(DateTimeOffset.UtcNow.AddYears(-2), DateTimeOffset.UtcNow.AddYears(1)));
    }

    public X509Certificate2 Issue(string subject, int validFromDays = -1, int validToDays = 30, bool forServers = true, bool forClients = true)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={subject}", key, HashAlgorithmName.SHA256);
        var usages = new OidCollection();
        if (forServers)
        {
            usages.Add(new Oid("1.3.6.1.5.5.7.3.1"));
        }

        if (forClients)
        {
            usages.Add(new Oid("1.3.6.1.5.5.7.3.2"));
        }

        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(usages, false));
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(HostName);
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var issued = request.Create(
            _root, DateTimeOffset.UtcNow.AddDays(validFromDays), DateTimeOffset.UtcNow.AddDays(validToDays), RandomNumberGenerator.GetBytes(8));
        using var withKey = issued.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pfx), null);
    }

    /// <summary>Asks for the name of the tests' silos, and trusts this authority instead of those of the machine.</summary>
    public void Trust(TlsOptions options)
    {
        options.OnAuthenticateAsClient = (_, settings) =>
        {
            settings.TargetHost = HostName;
            ((SslClientAuthenticationOptions)settings.SslClientAuthenticationOptions).CertificateChainPolicy = CreatePolicy();
        };
        options.OnAuthenticateAsServer = (_, settings) =>
            ((SslServerAuthenticationOptions)settings.SslServerAuthenticationOptions).CertificateChainPolicy = CreatePolicy();
    }

    public void Dispose() => _root.Dispose();

    private X509ChainPolicy CreatePolicy()
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(_root);
        return policy;
    }
}
