using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansML.Client;

namespace OrleansML.Testing.Processes;

/// <summary>The typed client, in a host of its own inside the test.</summary>
public sealed class TestClient : IAsyncDisposable
{
    private readonly IHost _host;

    private TestClient(IHost host) => _host = host;

    public OrleansMLClient Client => _host.Services.GetRequiredService<OrleansMLClient>();

    public IClusterClient Grains => _host.Services.GetRequiredService<IClusterClient>();

    /// <summary>Connects to a cluster.</summary>
    /// <param name="settings">Its configuration, as <see cref="ProcessCluster.ClientSettings"/> has it.</param>
    public static async Task<TestClient> ConnectAsync(IReadOnlyDictionary<string, string> settings)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        builder.AddOrleansMLClient();
        var client = new TestClient(builder.Build());
        await client._host.StartAsync();
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
