using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OrleansML.Client;
using OrleansML.Learning.Mlp;
using OrleansML.Pipelines;
using OrleansML.Silo;
using OrleansML.Testing;
using OrleansML.Testing.Processes;

namespace OrleansML.CliTests.Telemetry;

/// <summary>
/// A silo with a gateway that sends what it measures to a collector, after it did some of everything: it answered three requests by entity and refused
/// one, read features, took an event in, and ran a pipeline. The event has a value that is tagged as personal.
/// </summary>
public sealed class ObservedPlatform : IAsyncLifetime, IDisposable
{
    public const string Personal = "planted.person@example.org";
    public const string Entity = "card-of-somebody";

    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    private readonly TemporaryDirectory _directory = new();
    private readonly OtlpReceiver _receiver = new();
    private IHost? _host;
    private HttpClient? _http;

    /// <summary>What <c>/metrics</c> answered after all of that.</summary>
    public string Metrics { get; private set; } = "";

    public HttpClient Http => _http ?? throw new InvalidOperationException("It is not started.");

    /// <summary>What came to the collector so far.</summary>
    public string Sent(string signal) => _receiver.TextOf(signal);

    public async Task InitializeAsync()
    {
        var ports = FreePorts.Take(2);
        _host = SiloHost.Build(
            SiloRole.All,
            $"--OrleansML:Silo:SiloPort={ports[0]}",
            $"--OrleansML:Silo:GatewayPort={ports[1]}",
            $"--OrleansML:Silo:DataDirectory={_directory.File("data")}",
            "--OrleansML:Gateway:Port=0",
            "--Logging:LogLevel:Default=Debug",
            $"--OTEL_EXPORTER_OTLP_ENDPOINT={_receiver.Url}",
            "--OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf",
            "--OTEL_METRIC_EXPORT_INTERVAL=500");
        await SiloHost.StartAsync(_host);
        _http = new HttpClient { BaseAddress = new Uri(SiloHost.UrlsOf(_host)[0]) };
        await PrepareAsync(_host.Services.GetRequiredService<OrleansMLClient>());
        await UseAsync();
        Metrics = await Http.GetStringAsync(new Uri("metrics", UriKind.Relative));
    }

    public async Task DisposeAsync()
    {
        if (_host is not null)
            await _host.StopAsync();
        await _receiver.DisposeAsync();
    }

    public void Dispose()
    {
        _http?.Dispose();
        _host?.Dispose();
        _directory.Dispose();
    }

    /// <summary>Waits until something has come to the collector.</summary>
    public async Task WaitUntilSentAsync(string signal, string text)
    {
        using var deadline = new CancellationTokenSource(Long);
        while (!Sent(signal).Contains(text, StringComparison.Ordinal))
            await Task.Delay(50, deadline.Token);
    }

    private async Task PrepareAsync(OrleansMLClient client)
    {
        await SendAsync(HttpMethod.Put, "api/v1/features/people", """
            name: people
            entity: { card: string }
            sources:
              cards:
                kind: push
                mode: pushed
                event_id: id
                fields:
                  holder: { type: string, privacy: pii }
            """);
        var manifest = """
            features: { views: [people] }
            preprocessing:
              features:
                type: float
                columns:
                  - { column: holder, steps: [{ cast: { to: string } }, { one_hot: { categories: [nobody], unseen: zeros } }], missing: zeros }
            slo: { availability: 0.999, latency: 30s, latency_share: 0.95 }
            """;
        await client.Registry.PushAsync("fare", new MemoryStream(MlpModel.Random([1, 4, 1], seed: 1).ToOnnx()), new PushOptions { Manifest = manifest });
        await client.Pipelines.ApplyAsync("nightly", """
            name: nightly
            steps:
              one: { kind: sql, engine: duckdb, statement: "select 1" }
            """);
        await client.Pipelines.StartAsync("nightly");
        using var deadline = new CancellationTokenSource(Long);
        while ((await client.Pipelines.GetStatusAsync("nightly", deadline.Token)).Recent is not [{ State: PipelineRunState.Succeeded }, ..])
            await Task.Delay(50, deadline.Token);
    }

    private async Task UseAsync()
    {
        await SendAsync(HttpMethod.Post, "api/v1/features/people:ingest", $$"""{"card": "{{Entity}}", "id": "1", "holder": "{{Personal}}"}""");
        for (var request = 0; request < 3; request++)
        {
            using var answer = await Http.PostAsJsonAsync(new Uri("api/v1/models/fare:predict", UriKind.Relative), new { entities = new[] { Entity } });
            answer.EnsureSuccessStatusCode();
        }

        // A model of one input of one column is given two.
        using var refused = await Http.PostAsJsonAsync(
            new Uri("v2/models/fare/infer", UriKind.Relative),
            new { inputs = new[] { new { name = "features", datatype = "FP32", shape = new[] { 1, 2 }, data = new[] { 1.0, 2.0 } } } });
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, refused.StatusCode);
    }

    private async Task SendAsync(HttpMethod method, string path, string body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = new StringContent(body) };
        using var response = await Http.SendAsync(request);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }
}
