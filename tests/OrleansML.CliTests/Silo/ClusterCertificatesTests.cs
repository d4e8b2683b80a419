using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using OrleansML.Client;
using OrleansML.Testing;

namespace OrleansML.CliTests.Silo;

public sealed class ClusterCertificatesTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly X509Certificate2 _authority = CreateAuthority("CN=cluster authority");

    public ClusterCertificatesTests() => File.WriteAllText(_directory.File("authority.pem"), _authority.ExportCertificatePem());

    public void Dispose()
    {
        _authority.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void Load_PemFiles_FindsNothingWrong()
    {
        var options = Write(Issue(_authority));

        Assert.Empty(ClusterCertificates.Load(options, TimeProvider.System).Violations);
    }

    [Fact]
    public void Load_PfxFile_FindsNothingWrong()
    {
        using var issued = Issue(_authority);
        var options = new ClusterTlsOptions
        {
            Certificate = _directory.File("member.pfx"), Password = "secret", Authority = _directory.File("authority.pem"),
        };
        File.WriteAllBytes(options.Certificate, issued.Export(X509ContentType.Pkcs12, "secret"));

        Assert.Empty(ClusterCertificates.Load(options, TimeProvider.System).Violations);
    }

    [Fact]
    public void Load_Expired_SaysWhen()
    {
        var options = Write(Issue(_authority, from: -10, to: -1));

        var violation = Assert.Single(ClusterCertificates.Load(options, TimeProvider.System).Violations);

        Assert.StartsWith($"OrleansML:Cluster:Tls:Certificate '{options.Certificate}' (CN=member) expired at ", violation);
        Assert.EndsWith("Z; replace the file by a certificate that is valid.", violation);
    }

    [Fact]
    public void Load_NotYetValid_SaysFromWhenOn()
    {
        var options = Write(Issue(_authority, from: 1, to: 10));

        var violation = Assert.Single(ClusterCertificates.Load(options, TimeProvider.System).Violations);

        Assert.StartsWith($"OrleansML:Cluster:Tls:Certificate '{options.Certificate}' (CN=member) is valid from ", violation);
        Assert.EndsWith("; check this machine's clock.", violation);
    }

    [Fact]
    public void Load_WithoutPrivateKey_SaysWhereItIsNamed()
    {
        using var issued = Issue(_authority);
        var options = new ClusterTlsOptions { Certificate = _directory.File("member.pem"), Authority = _directory.File("authority.pem") };
        File.WriteAllText(options.Certificate, issued.ExportCertificatePem());

        Assert.Equal(
            [$"OrleansML:Cluster:Tls:Certificate '{options.Certificate}' has no private key; name its file in OrleansML:Cluster:Tls:Key, or use a PFX file with the key."],
            ClusterCertificates.Load(options, TimeProvider.System).Violations);
    }

    [Fact]
    public void Load_FromAnotherAuthority_IsRefused()
    {
        using var other = CreateAuthority("CN=other authority");
        var options = Write(Issue(other));

        var violation = Assert.Single(ClusterCertificates.Load(options, TimeProvider.System).Violations);

        Assert.StartsWith(
            $"OrleansML:Cluster:Tls:Certificate '{options.Certificate}' (CN=member) does not come from OrleansML:Cluster:Tls:Authority '{options.Authority}': ",
            violation);
    }

    [Fact]
    public void Load_FilesMissing_ReportsEach()
    {
        var options = new ClusterTlsOptions { Certificate = _directory.File("none.pem"), Key = _directory.File("none.key"), Authority = _directory.File("no.pem") };

        var violations = ClusterCertificates.Load(options, TimeProvider.System).Violations;

        Assert.Equal(2, violations.Count);
        Assert.StartsWith($"OrleansML:Cluster:Tls:Certificate '{options.Certificate}' with OrleansML:Cluster:Tls:Key '{options.Key}' cannot be used: ", violations[0]);
        Assert.StartsWith($"OrleansML:Cluster:Tls:Authority '{options.Authority}' cannot be used: ", violations[1]);
    }

    [Fact]
    public void Validate_KeyAlone_NamesWhatIsMissing()
    {
        var options = new ClusterConnectionOptions();
        options.Tls.Key = "member.key";

        Assert.Equal(
            [
                "OrleansML:Cluster:Tls:Certificate is missing; TLS needs the file with this process's certificate.",
                "OrleansML:Cluster:Tls:Authority is missing; TLS needs the file with the certificate of the cluster's authority.",
            ],
            new ClusterConnectionValidator().Validate(null, options).Failures);
    }

    [Fact]
    public void Refresh_ReplacedFiles_AreTakenOverAndBrokenOnesAreNot()
    {
        using var first = Issue(_authority);
        var options = Write(first);
        var certificates = new ClusterCertificates(options, TimeProvider.System);
        Assert.Null(certificates.Refresh());

        using var second = Issue(_authority);
        Touch(Write(second).Certificate!, seconds: 1);
        Assert.Equal([], certificates.Refresh());
        Assert.Equal(second.Thumbprint, certificates.Own.Thumbprint);

        File.WriteAllText(options.Certificate!, "broken");
        Touch(options.Certificate!, seconds: 2);
        Assert.NotEmpty(certificates.Refresh()!);
        Assert.Equal(second.Thumbprint, certificates.Own.Thumbprint);
    }

    [Fact]
    public void Refresh_HalfWrittenFileIsFinishedWithinTheSameTick_IsTakenOver()
    {
        using var first = Issue(_authority);
        var certificates = new ClusterCertificates(Write(first), TimeProvider.System);
        using var second = Issue(_authority);
        var options = Write(second);
        var text = File.ReadAllText(options.Certificate!);
        File.WriteAllText(options.Certificate!, text[..(text.Length / 2)]);
        Touch(options.Certificate!, seconds: 1);
        var stamp = File.GetLastWriteTimeUtc(options.Certificate!);
        Assert.NotEmpty(certificates.Refresh()!);
        Assert.Null(certificates.Refresh());

        File.WriteAllText(options.Certificate!, text);
        File.SetLastWriteTimeUtc(options.Certificate!, stamp);

        Assert.Equal([], certificates.Refresh());
        Assert.Equal(second.Thumbprint, certificates.Own.Thumbprint);
        Assert.Null(certificates.Refresh());
    }

    // Writing twice within the resolution of the file system's clock would look like no change.
    private static void Touch(string path, int seconds) => File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddSeconds(seconds));

    private ClusterTlsOptions Write(X509Certificate2 certificate)
    {
        var options = new ClusterTlsOptions
        {
            Certificate = _directory.File("member.pem"), Key = _directory.File("member.key"), Authority = _directory.File("authority.pem"),
        };
        File.WriteAllText(options.Certificate, certificate.ExportCertificatePem());
        File.WriteAllText(options.Key, certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        return options;
    }

    private static X509Certificate2 CreateAuthority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-30), DateTimeOffset.UtcNow.AddDays(30));
    }

    private static X509Certificate2 Issue(X509Certificate2 authority, int from = -1, int to = 10)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=member", key, HashAlgorithmName.SHA256);
        var now = DateTimeOffset.UtcNow;
        var serial = RandomNumberGenerator.GetBytes(8);
        using var issued = request.Create(authority, now.AddDays(from), now.AddDays(to), serial);
        return issued.CopyWithPrivateKey(key);
    }
}
