using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OrleansML.Conformance.Infrastructure;

/// <summary>One silo and one external client in this process, joined by real TCP on free loopback ports.</summary>
internal sealed class TcpCluster : IAsyncDisposable
{
    private readonly Func<Task<IHost>> _startSilo;

    private TcpCluster(IHost silo, IHost client, Func<Task<IHost>> startSilo)
    {
        SiloHost = silo;
        ClientHost = client;
        _startSilo = startSilo;
    }

    public IHost SiloHost { get; private set; }

    public IHost ClientHost { get; }

    public IGrainFactory Silo => SiloHost.Services.GetRequiredService<IGrainFactory>();

    public IClusterClient Client => ClientHost.Services.GetRequiredService<IClusterClient>();

    public static async Task<TcpCluster> StartAsync(Action<ISiloBuilder> configureSilo, Action<IClientBuilder>? configureClient = null)
    {
        var ports = LoopbackPorts.Take(2);
        var clusterId = $"conformance-{ports[0]}";

        var siloHost = await StartSiloAsync();
        var clientBuilder = CreateHostBuilder();
        clientBuilder.UseOrleansClient(client =>
        {
            client.UseLocalhostClustering(ports[1], clusterId, clusterId);
            configureClient?.Invoke(client);
        });
        var clientHost = clientBuilder.Build();
        await clientHost.StartAsync();

        return new TcpCluster(siloHost, clientHost, StartSiloAsync);

        async Task<IHost> StartSiloAsync()
        {
            var siloBuilder = CreateHostBuilder();
            siloBuilder.UseOrleans(silo =>
            {
                silo.UseLocalhostClustering(ports[0], ports[1], null, clusterId, clusterId);
                configureSilo(silo);
            });
            var host = siloBuilder.Build();
            await host.StartAsync();
            return host;
        }
    }

    /// <summary>Stops the silo within the given time and starts another one on its ports.</summary>
    public async Task ReplaceSiloAsync(TimeSpan stopTime)
    {
        using var impatient = new CancellationTokenSource(stopTime);
        await SiloHost.StopAsync(impatient.Token);
        SiloHost.Dispose();
        SiloHost = await _startSilo();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(ClientHost);
        await StopAsync(SiloHost);
    }

    private static HostApplicationBuilder CreateHostBuilder()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.None));
        return builder;
    }

    private static async Task StopAsync(IHost host)
    {
        await host.StopAsync();
        if (host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
    }
}
