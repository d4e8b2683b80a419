using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansML.Client;
using OrleansML.Gateway;
using OrleansML.Registry;
using OrleansML.Tensors;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Models;

/// <summary>A cluster and a gateway on a free port before it, with the models of others; each is pushed by the first test that needs it.</summary>
public sealed class RealModelsFixture : IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, Lazy<Task<ModelVersion>>> _pushed = new();
    private PlatformCluster _cluster = null!;
    private WebApplication _gateway = null!;
    private RealModelsHttp _http = null!;

    public OrleansMLClient Client => _cluster.Client;

    public HttpClient Http { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (SharedData.Root is null)
            return;

        _cluster = await PlatformCluster.StartAsync("cpu");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(_cluster.Grains);
        builder.Services.AddOrleansMLGateway(options => options.Port = 0);
        builder.WebHost.ConfigureOrleansMLKestrel();
        _gateway = builder.Build();
        _gateway.MapOrleansMLGateway();
        await _gateway.StartAsync();
        Http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(_gateway.Urls.Single()) };
        _http = new RealModelsHttp(Http);
    }

    public async Task DisposeAsync()
    {
        if (SharedData.Root is null)
            return;

        Http.Dispose();
        await _gateway.DisposeAsync();
        await _cluster.DisposeAsync();
    }

    /// <summary>Pushes a model of others under a name, once.</summary>
    public Task<ModelVersion> PushAsync(string model, string? name = null, string? manifest = null) => _pushed.GetOrAdd(
        name ?? model,
        key => new Lazy<Task<ModelVersion>>(async () =>
        {
            await using var file = File.OpenRead(ModelCaseReader.ModelPath(model));
            return await Client.Registry.PushAsync(key, file, new PushOptions { Manifest = manifest });
        })).Value;

    /// <summary>Sends a request by one of the three ways.</summary>
    public async Task<IReadOnlyList<Tensor>> PredictAsync(string model, RealModelsWay way, Tensor[] inputs) => way switch
    {
        RealModelsWay.Client => (await Client.PredictAsync(model, inputs)).Outputs,
        RealModelsWay.Json => await _http.PredictJsonAsync(model, inputs),
        _ => await _http.PredictBinaryAsync(model, inputs),
    };
}
