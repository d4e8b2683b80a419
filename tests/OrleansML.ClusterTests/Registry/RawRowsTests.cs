using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrleansML.Client;
using OrleansML.Features;
using OrleansML.Gateway;
using OrleansML.Grains.Models;
using OrleansML.Grains.Registry;
using OrleansML.Grains.Training;
using OrleansML.Inference;
using OrleansML.Inference.Packages;
using OrleansML.Learning.Mlp;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Registry;

/// <summary>A package whose raw columns are fields of the request, and that reads no feature view, pushed and asked.</summary>
public sealed class RawRowsTests : IAsyncLifetime, IDisposable
{
    private const string Manifest = """
        name: churn
        request: { MonthlyCharges: double, Contract: string }
        preprocessing:
          features:
            type: float
            columns:
              - { column: MonthlyCharges, steps: [{ cast: { to: double } }, { impute: { value: 70 } }, { scale: { method: standard, mean: 60, deviation: 10 } }] }
              - { column: Contract, steps: [{ cast: { to: string } }, { impute: { value: (missing) } }, { one_hot: { categories: [One year, Two year], unseen: other } }] }
        """;

    // By hand, with the weights below: sigmoid(charges - 2 * two_year + 0.5 * other).
    private static readonly byte[] Model = new MlpModel([new DenseLayer(4, 1, [1, 0, -2, 0.5f], [0])], MlpOutput.Sigmoid).ToOnnx();

    private PlatformCluster _cluster = null!;
    private WebApplication _gateway = null!;
    private HttpClient _http = null!;

    public async Task InitializeAsync()
    {
        _cluster = await PlatformCluster.StartAsync("cpu");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(_cluster.Grains);
        builder.Services.AddOrleansMLGateway(options => options.Port = 0);
        builder.WebHost.ConfigureOrleansMLKestrel();
        _gateway = builder.Build();
        _gateway.MapOrleansMLGateway();
        await _gateway.StartAsync();
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(_gateway.Urls.Single()) };
    }

    public async Task DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _cluster.DisposeAsync();
    }

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task Predict_RowsOfRawColumnsByHttp_EqualTheNumbersByHand()
    {
        using var pushed = await _http.PutAsync("/api/v1/models/churn/versions/1", new ByteArrayContent(Package()));
        Assert.Equal(HttpStatusCode.OK, pushed.StatusCode);

        using var response = await _http.PostAsync("/api/v1/models/churn:predict", new StringContent(
            """{"fields": [{"MonthlyCharges": 80.0, "Contract": "Two year"}, {"MonthlyCharges": 50, "Contract": "Month-to-month"}, {}]}""", Encoding.UTF8, "application/json"));
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;

        // sigmoid(2 - 2), sigmoid(-1 + 0.5), sigmoid(1 + 0.5).
        float[] data = [.. answer["outputs"]![0]!["data"]!.AsArray().Select(static value => (float)value!)];
        Assert.Equal(0.5, data[0], 1e-6);
        Assert.Equal(1 / (1 + Math.Exp(0.5)), data[1], 1e-6);
        Assert.Equal(1 / (1 + Math.Exp(-1.5)), data[2], 1e-6);
        var prediction = await _cluster.Client.PredictRowAsync("churn", new NamedDatum("MonthlyCharges", 80.0), new NamedDatum("Contract", "Two year"));
        Assert.Equal(0.5f, prediction.Prediction.Outputs[0].AsSpan<float>()[0]);
    }

    [Fact]
    public async Task Predict_UnknownColumn_NamesTheColumnsThatThereAre()
    {
        await _cluster.Client.Registry.PushAsync("churn", new MemoryStream(Package()));

        var error = await Assert.ThrowsAsync<OrleansMLException>(() => _cluster.Client.PredictRowAsync("churn", new NamedDatum("colour", "blue")).AsTask());

        Assert.Equal(
            "The request does not fit model 'churn' version 1: row 0: 'colour' is neither request data nor a feature of the model; there are 'MonthlyCharges', 'Contract'.", error.Message);
    }

    [Fact]
    public async Task PushAsync_PackageWithEvidence_KeepsItInThePackageThatIsServed()
    {
        var version = await _cluster.Client.Registry.PushAsync("churn", new MemoryStream(Package()));
        var served = await _cluster.Service<ArtifactReader>().ReadAsync(version.Package, CancellationToken.None);

        Assert.NotEqual(version.Artifact, version.Package);
        var evidence = ModelPackage.ReadEvidence(new MemoryStream(served));
        Assert.Equal(["{\"profile\":1}", "{\"metrics\":1}", "{\"lineage\":1}"], new[] { evidence.Profile!, evidence.Metrics!, evidence.Lineage! }.Select(Encoding.UTF8.GetString));

        var champion = await _cluster.Service<ChampionReader>().ReadAsync("churn", version, CancellationToken.None);
        Assert.Equal((version.Package, ModelPackage.ReadManifest(new MemoryStream(served))), (champion.Package, champion.Manifest));
        Assert.Equal(Model, champion.Model);

        // What is served is what the platform makes of it again.
        var again = await _cluster.Client.Registry.PushAsync("churn", new MemoryStream(served), new PushOptions { Version = 1 });
        Assert.Equal(version.Package, again.Package);
    }

    [Fact]
    public async Task WarmAsync_OneByteOfTheServedPackageFlipped_IsRefusedOnTheNextLoad()
    {
        var version = await _cluster.Client.Registry.PushAsync("churn", new MemoryStream(Package()));
        var path = Directory.GetFiles(_cluster.ArtifactDirectory, version.Package, SearchOption.AllDirectories).Single();
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var content = await File.ReadAllBytesAsync(path);
        content[^30] ^= 1;
        await File.WriteAllBytesAsync(path, content);

        using var host = new ModelHost(Options.Create(new InferenceOptions()), TimeProvider.System, NullLogger<ModelHost>.Instance);
        var source = await _cluster.Service<ModelSources>().GetAsync(new ModelId("churn", 1));
        var error = await Assert.ThrowsAsync<OrleansMLException>(() => host.WarmAsync(source));

        Assert.StartsWith($"Artifact {version.Package} is damaged: ", error.Message, StringComparison.Ordinal);
        Assert.Empty(host.GetModels());
    }

    private static byte[] Package()
    {
        using var package = new MemoryStream();
        var evidence = new PackageEvidence { Profile = "{\"profile\":1}"u8.ToArray(), Metrics = "{\"metrics\":1}"u8.ToArray(), Lineage = "{\"lineage\":1}"u8.ToArray() };
        ModelPackage.Write(package, Manifest, Model, evidence);
        return package.ToArray();
    }
}
