using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using OrleansML.Grains.Registry;
using OrleansML.Grains.Signing;
using OrleansML.Learning.Signing;
using OrleansML.Models;
using OrleansML.Registry;
using OrleansML.Storage.Artifacts;

namespace OrleansML.UnitTests.Signing;

public sealed class PackageSignaturesTests : IDisposable
{
    private static readonly string Package = new('a', 64);
    private static readonly string Artifact = new('b', 64);

    private readonly SigningFiles _files = new();

    private DirectoryArtifactStore Store => new(Options.Create(new ArtifactStoreOptions { RootPath = _files.ArtifactDirectory }), TimeProvider.System);

    public void Dispose() => _files.Dispose();

    [Fact]
    public void Write_Statement_IsTheInTotoForm()
    {
        var statement = JsonNode.Parse(PackageStatement.Write("fraud", Package))!;

        Assert.Equal("https://in-toto.io/Statement/v1", (string?)statement["_type"]);
        Assert.Equal("fraud", (string?)statement["subject"]![0]!["name"]);
        Assert.Equal(Package, (string?)statement["subject"]![0]!["digest"]!["sha256"]);
        Assert.Equal(["_type", "predicate", "predicateType", "subject"], statement.AsObject().Select(static member => member.Key));
    }

    [Fact]
    public async Task RequireSigned_SignedByASilo_IsAcceptedWhereItsKeyIsTrusted()
    {
        using var signer = Signatures(signs: true, _files.PublicFile);
        using var other = Signatures(signs: false, _files.OtherPublicFile, _files.PublicFile);
        var version = await VersionOf(signer.SignatureOf("fraud", Package, null));

        await signer.RequireSignedAsync("fraud", version);
        await other.RequireSignedAsync("fraud", version);
    }

    [Fact]
    public async Task RequireSigned_ForeignKey_IsRefused()
    {
        using var signer = Signatures(signs: true, _files.PublicFile);
        using var other = Signatures(signs: false, _files.OtherPublicFile);
        var version = await VersionOf(signer.SignatureOf("fraud", Package, null));

        await AssertRefusedAsync("The signature of model 'fraud' cannot be believed: None of the 1 signatures is by one of the 1 trusted keys", () => other.RequireSignedAsync("fraud", version));
    }

    [Fact]
    public async Task RequireSigned_SignatureOfAnotherPackageOrModel_IsRefused()
    {
        using var signer = Signatures(signs: true, _files.PublicFile);
        var version = await VersionOf(signer.SignatureOf("fraud", Artifact, null));
        var foreign = await VersionOf(signer.SignatureOf("churn", Package, null));

        await AssertRefusedAsync($"The signature of model 'fraud' is one of other files: it names {Artifact}, and the file is {Package}.", () => signer.RequireSignedAsync("fraud", version));
        await AssertRefusedAsync($"The signature of model 'fraud' is one of other files: it names none of that model, and the file is {Package}.", () => signer.RequireSignedAsync("fraud", foreign));
    }

    [Fact]
    public async Task RequireSigned_OneByteOfTheEnvelopeFlipped_IsRefusedWhereverItIs()
    {
        using var signer = Signatures(signs: true, _files.PublicFile);
        var envelope = signer.SignatureOf("fraud", Package, null)!;
        var digest = await new ArtifactWriter(Store).WriteAsync(envelope, CancellationToken.None);
        var path = Directory.GetFiles(_files.ArtifactDirectory, digest, SearchOption.AllDirectories).Single();
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        for (var place = 0; place < envelope.Length; place += 7)
        {
            var flipped = envelope.ToArray();
            flipped[place] ^= 1;
            await File.WriteAllBytesAsync(path, flipped);
            await AssertRefusedAsync($"The signature of version 3 of model 'fraud' cannot be had: Artifact {digest} is damaged", () => signer.RequireSignedAsync("fraud", Version(digest)));
        }
    }

    [Fact]
    public async Task RequireSigned_EnvelopeIsGone_IsRefused()
    {
        using var signer = Signatures(signs: true, _files.PublicFile);

        await AssertRefusedAsync("The signature of version 3 of model 'fraud' cannot be had: ", () => signer.RequireSignedAsync("fraud", Version(Artifact)));
    }

    [Fact]
    public async Task RequireSigned_Unsigned_IsRefusedWhereSignaturesAreRequired()
    {
        using var optional = Signatures(signs: false, _files.PublicFile);
        using var required = Signatures(signs: false, isRequired: true, _files.PublicFile);

        await optional.RequireSignedAsync("fraud", Version(null));
        await AssertRefusedAsync("Version 3 of model 'fraud' has no signature, and the cluster requires one (OrleansML:Signing:Required).", () => required.RequireSignedAsync("fraud", Version(null)));
    }

    [Fact]
    public async Task RequireTrusted_PushedFile_NeedsASignatureOfItWhereNobodyElseSigns()
    {
        using var required = Signatures(signs: false, isRequired: true, _files.PublicFile);

        required.RequireTrusted("fraud", Artifact, EnvelopeOf(Artifact));
        await AssertRefusedAsync($"The pushed file of model 'fraud' ({Artifact}) has no signature, ", () => Run(() => required.RequireTrusted("fraud", Artifact, null)));
        await AssertRefusedAsync("The signature of model 'fraud' is one of other files: ", () => Run(() => required.RequireTrusted("fraud", Artifact, EnvelopeOf(Package))));
        await AssertRefusedAsync("The signature of model 'fraud' cannot be believed: It is no DSSE envelope", () => Run(() => required.RequireTrusted("fraud", Artifact, "{}")));
        await AssertRefusedAsync("The signature of model 'fraud' has 65537 bytes; 65536 are allowed.", () => Run(() => required.RequireTrusted("fraud", Artifact, new string('x', 65_537))));
    }

    [Fact]
    public async Task RequireTrusted_SignatureWhereNoKeyIsTrusted_IsRefused()
    {
        using var nobody = Signatures(signs: false);

        nobody.RequireTrusted("fraud", Artifact, null);
        await AssertRefusedAsync("A signature came with model 'fraud', and the cluster trusts no key by which it could be checked", () => Run(() => nobody.RequireTrusted("fraud", Artifact, EnvelopeOf(Artifact))));
    }

    [Fact]
    public async Task SignatureOf_PushedAlong_IsKeptWhereItNamesThePackageElseReplacedOrRefused()
    {
        using var signs = Signatures(signs: true, _files.PublicFile);
        using var checks = Signatures(signs: false, _files.PublicFile);
        var both = EnvelopeOf(Artifact, Package);

        Assert.Equal(both, Encoding.UTF8.GetString(checks.SignatureOf("fraud", Package, both)!));
        await signs.RequireSignedAsync("fraud", await VersionOf(signs.SignatureOf("fraud", Package, EnvelopeOf(Artifact))));
        await AssertRefusedAsync(
            "The signature that came with model 'fraud' is not one of its package, which is another file than the pushed one since the platform fills in its manifest, and this silo has no key "
            + $"of its own (OrleansML:Signing:PrivateKeyFile). Name {Package} as one more subject of what you sign, and push it again as the same version.",
            () => Run(() => checks.SignatureOf("fraud", Package, EnvelopeOf(Artifact))));
        Assert.Null(checks.SignatureOf("fraud", Package, null));
    }

    [Fact]
    public async Task RequireTrusted_SignedTextIsNoStatement_IsRefused()
    {
        using var checks = Signatures(signs: false, _files.PublicFile);
        var text = Encoding.UTF8.GetString(DsseEnvelope.Sign(PackageStatement.PayloadType, "{}"u8, _files.Key));
        var type = Encoding.UTF8.GetString(DsseEnvelope.Sign("text/plain", PackageStatement.Write("fraud", Artifact), _files.Key));

        await AssertRefusedAsync(
            "The signature of model 'fraud' cannot be believed: what was signed is no in-toto statement with '_type', 'predicateType' and 'subject'.", () => Run(() => checks.RequireTrusted("fraud", Artifact, text)));
        await AssertRefusedAsync("The signature of model 'fraud' cannot be believed: What was signed is 'text/plain';", () => Run(() => checks.RequireTrusted("fraud", Artifact, type)));
    }

    private static async Task AssertRefusedAsync(string reason, Func<ValueTask> check)
    {
        var error = await Assert.ThrowsAsync<OrleansMLException>(async () => await check());

        Assert.Equal(ErrorCode.InvalidModel, error.Code);
        Assert.StartsWith(reason, error.Message, StringComparison.Ordinal);
    }

    private static ValueTask Run(Action check)
    {
        check();
        return ValueTask.CompletedTask;
    }

    private string EnvelopeOf(params string[] digests) => Encoding.UTF8.GetString(DsseEnvelope.Sign(PackageStatement.PayloadType, PackageStatement.Write("fraud", digests), _files.Key));

    private async Task<ModelVersion> VersionOf(byte[]? envelope) => Version(await new ArtifactWriter(Store).WriteAsync(envelope!, CancellationToken.None));

    private static ModelVersion Version(string? signature) => new()
    {
        Version = 3,
        Package = Package,
        PackageBytes = 1,
        Artifact = Artifact,
        Description = new ModelDescription { Platform = "", Inputs = [], Outputs = [], Pool = "cpu", Replicas = 1, MaximumBatchRows = 1, MaximumBatchDelay = default, EstimatedBytes = 1 },
        RegisteredAt = default,
        Signature = signature,
    };

    private PackageSignatures Signatures(bool signs, params string[] trusted) => Signatures(signs, isRequired: false, trusted);

    private PackageSignatures Signatures(bool signs, bool isRequired, params string[] trusted)
    {
        var options = new SigningOptions { PrivateKeyFile = signs ? _files.PrivateFile : null, Required = isRequired };
        foreach (var file in trusted)
            options.TrustedKeyFiles.Add(file);
        return new PackageSignatures(Options.Create(options), new ArtifactReader(Store));
    }
}
