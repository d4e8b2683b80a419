using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrleansML.Client;
using OrleansML.Grains.Models;
using OrleansML.Grains.Signing;
using OrleansML.Inference;
using OrleansML.Learning.Mlp;
using OrleansML.Learning.Signing;
using OrleansML.Tensors;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Signing;

public sealed class SignedModelsTests : IDisposable
{
    private static readonly byte[] Model = MlpModel.Random([4, 8, 1], seed: 1).ToOnnx();
    private static readonly Tensor Input = Tensor.Create("features", [1f, 2f, 3f, 4f], 1, 4);

    private readonly TemporaryDirectory _directory = new();
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose()
    {
        _key.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task PushAsync_SiloWithAKey_SignsAndChecksOnEveryLoad()
    {
        await using var cluster = await StartAsync(signs: true, isRequired: true);

        var version = await cluster.Client.Registry.PushAsync("fraud", new MemoryStream(Model));

        Assert.Single((await cluster.Client.PredictAsync("fraud", Input)).Outputs[0].AsSpan<float>().ToArray());
        var path = Directory.GetFiles(cluster.ArtifactDirectory, version.Signature!, SearchOption.AllDirectories).Single();
        var statement = DsseEnvelope.Verify(await File.ReadAllBytesAsync(path), PackageStatement.PayloadType, [_key]);
        Assert.Contains(version.Package, Encoding.UTF8.GetString(statement), StringComparison.Ordinal);

        File.Delete(path);
        var error = await Assert.ThrowsAsync<OrleansMLException>(() => LoadAsync(cluster));
        Assert.Equal(ErrorCode.InvalidModel, error.Code);
        Assert.StartsWith("The signature of version 1 of model 'fraud' cannot be had: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PushAsync_SignaturesRequiredAndNoKey_TakesOnlyWhatWasSignedByWhomItTrusts()
    {
        await using var cluster = await StartAsync(signs: false, isRequired: true);
        using var foreign = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var artifact = Convert.ToHexStringLower(SHA256.HashData(Model));

        var unsigned = await RefusedAsync(cluster, null);
        var stranger = await RefusedAsync(cluster, Sign(foreign, artifact));
        var another = await RefusedAsync(cluster, Sign(_key, new string('0', 64)));
        var packageMissing = await RefusedAsync(cluster, Sign(_key, artifact));

        Assert.StartsWith($"The pushed file of model 'fraud' ({artifact}) has no signature, and the cluster requires one", unsigned, StringComparison.Ordinal);
        Assert.StartsWith("The signature of model 'fraud' cannot be believed: None of the 1 signatures is by one of the 1 trusted keys", stranger, StringComparison.Ordinal);
        Assert.StartsWith("The signature of model 'fraud' is one of other files: ", another, StringComparison.Ordinal);
        await Assert.ThrowsAsync<OrleansMLException>(() => cluster.Client.Registry.GetAsync("fraud"));

        // The refusal says which digest is missing.
        var package = packageMissing.Split(' ').Single(static word => word.Length == 64);
        var version = await cluster.Client.Registry.PushAsync("fraud", new MemoryStream(Model), new PushOptions { Version = 1, Signature = Sign(_key, artifact, package) });
        Assert.Equal(package, version.Package);
        Assert.Single((await cluster.Client.PredictAsync("fraud", Input)).Outputs[0].AsSpan<float>().ToArray());
    }

    [Fact]
    public async Task PushAsync_NoSigningConfigured_RegistersWithoutSignature()
    {
        await using var cluster = await PlatformCluster.StartAsync("cpu");

        var version = await cluster.Client.Registry.PushAsync("fraud", new MemoryStream(Model));

        Assert.Null(version.Signature);
        await LoadAsync(cluster);
    }

    private static string Sign(ECDsa key, params string[] digests) =>
        Encoding.UTF8.GetString(DsseEnvelope.Sign(PackageStatement.PayloadType, PackageStatement.Write("fraud", digests), key));

    private static async Task<string> RefusedAsync(PlatformCluster cluster, string? signature)
    {
        var error = await Assert.ThrowsAsync<OrleansMLException>(
            () => cluster.Client.Registry.PushAsync("fraud", new MemoryStream(Model), new PushOptions { Version = 1, Signature = signature }));
        Assert.Equal(ErrorCode.InvalidModel, error.Code);
        return error.Message;
    }

    // The cluster's own host has it in memory already.
    private static async Task LoadAsync(PlatformCluster cluster)
    {
        using var host = new ModelHost(Options.Create(new InferenceOptions()), TimeProvider.System, NullLogger<ModelHost>.Instance);
        await host.WarmAsync(await cluster.Service<ModelSources>().GetAsync(new ModelId("fraud", 1)));
    }

    private Task<PlatformCluster> StartAsync(bool signs, bool isRequired)
    {
        File.WriteAllText(_directory.File("private.pem"), _key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(_directory.File("public.pem"), _key.ExportSubjectPublicKeyInfoPem());
        return PlatformCluster.StartAsync(["cpu"], new Dictionary<string, string?>
        {
            ["OrleansML:Signing:PrivateKeyFile"] = signs ? _directory.File("private.pem") : null,
            ["OrleansML:Signing:TrustedKeyFiles:0"] = _directory.File("public.pem"),
            ["OrleansML:Signing:Required"] = isRequired ? "true" : "false",
        });
    }
}
