using System.Security.Cryptography;
using OrleansML.Testing;

namespace OrleansML.UnitTests.Signing;

/// <summary>Keys in PEM files.</summary>
internal sealed class SigningFiles : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public ECDsa Key { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public ECDsa OtherKey { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP384);

    public string PrivateFile => Write("private.pem", Key.ExportPkcs8PrivateKeyPem());

    public string PublicFile => Write("public.pem", Key.ExportSubjectPublicKeyInfoPem());

    public string OtherPublicFile => Write("other.pem", OtherKey.ExportSubjectPublicKeyInfoPem());

    public string ArtifactDirectory => _directory.File("artifacts");

    public string Write(string name, string text)
    {
        File.WriteAllText(_directory.File(name), text);
        return _directory.File(name);
    }

    public void Dispose()
    {
        Key.Dispose();
        OtherKey.Dispose();
        _directory.Dispose();
    }
}
