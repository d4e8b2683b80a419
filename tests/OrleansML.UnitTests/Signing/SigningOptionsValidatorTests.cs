using System.Security.Cryptography;
using OrleansML.Grains.Signing;
using OrleansML.Learning.Signing;

namespace OrleansML.UnitTests.Signing;

public sealed class SigningOptionsValidatorTests : IDisposable
{
    private readonly SigningFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void Validate_Defaults_Succeeds() => Assert.True(Validate(new SigningOptions()).Succeeded);

    [Fact]
    public void Validate_KeyAndItsPublicHalf_Succeeds() =>
        Assert.True(Validate(new SigningOptions { PrivateKeyFile = _files.PrivateFile, TrustedKeyFiles = { _files.OtherPublicFile, _files.PublicFile }, Required = true }).Succeeded);

    [Fact]
    public void Validate_KeyInTheFormOfOpenssl_Succeeds() =>
        Assert.True(Validate(new SigningOptions { PrivateKeyFile = _files.Write("ec.pem", _files.Key.ExportECPrivateKeyPem()) }).Succeeded);

    [Fact]
    public void Validate_EverythingWrong_ReportsEveryOption()
    {
        using var rsa = RSA.Create(2048);
        var text = _files.Write("text.pem", "no key");
        var other = _files.Write("rsa.pem", rsa.ExportSubjectPublicKeyInfoPem());
        var options = new SigningOptions { PrivateKeyFile = text, TrustedKeyFiles = { _files.PrivateFile, other }, Required = true };

        var failures = Validate(options).Failures!.ToArray();

        Assert.Equal(
            $"OrleansML:Signing:PrivateKeyFile is '{text}', which is not usable: it holds no PRIVATE KEY or EC PRIVATE KEY in PEM form, and an ECDSA private key that is not encrypted is needed.",
            failures[0]);
        Assert.Equal(
            $"OrleansML:Signing:TrustedKeyFiles:0 is '{_files.PrivateFile}', which is not usable: it holds no PUBLIC KEY in PEM form, and an ECDSA public key is needed.", failures[1]);
        Assert.StartsWith(
            $"OrleansML:Signing:TrustedKeyFiles:1 is '{other}', which is not usable: it holds no key that can be read, and an ECDSA public key is needed (", failures[2], StringComparison.Ordinal);
        Assert.Equal(3, failures.Length);
    }

    [Fact]
    public void Validate_MissingFile_NamesIt() => Assert.StartsWith(
        "OrleansML:Signing:TrustedKeyFiles:0 is 'no-such.pem', which is not usable: Could not find file",
        Assert.Single(Validate(new SigningOptions { TrustedKeyFiles = { "no-such.pem" } }).Failures!), StringComparison.Ordinal);

    [Fact]
    public void Validate_RequiredWithoutTrustedKey_IsRefused() => Assert.Equal(
        ["OrleansML:Signing:Required is true, and TrustedKeyFiles names no key; name at least one, or every version is refused."],
        Validate(new SigningOptions { Required = true }).Failures);

    [Fact]
    public void Validate_SignerThatNobodyTrusts_IsRefused() => Assert.Equal(
        [
            $"OrleansML:Signing:PrivateKeyFile is '{_files.PrivateFile}', whose public half (key id {DsseEnvelope.KeyIdOf(_files.Key)}) is in none of TrustedKeyFiles; "
            + "add it, or no silo loads what this one signs.",
        ],
        Validate(new SigningOptions { PrivateKeyFile = _files.PrivateFile, TrustedKeyFiles = { _files.OtherPublicFile } }).Failures);

    private static Microsoft.Extensions.Options.ValidateOptionsResult Validate(SigningOptions options) => new SigningOptionsValidator().Validate(null, options);
}
