using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OrleansML.Client;
using OrleansML.Silo;

namespace OrleansML.Benchmarks.Serving;

/// <summary>A silo with gateway and the benchmark models, in a directory that is removed afterwards.</summary>
internal sealed class PlatformServer : IAsyncDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("orleansml-bench-");
    private readonly IHost _host;

    private PlatformServer(int httpPort, int siloPort, int gatewayPort) => _host = SiloHost.Build(
        SiloRole.All,
        $"--OrleansML:Gateway:Port={httpPort}",
        $"--OrleansML:Silo:SiloPort={siloPort}",
        $"--OrleansML:Silo:GatewayPort={gatewayPort}",
        $"--OrleansML:Silo:DataDirectory={_directory.FullName}",
        "--Logging:LogLevel:Default=Warning");

    public OrleansMLClient Client => _host.Services.GetRequiredService<OrleansMLClient>();

    public static async Task<PlatformServer> StartAsync(int httpPort, int siloPort, int gatewayPort)
    {
        var server = new PlatformServer(httpPort, siloPort, gatewayPort);
        await SiloHost.StartAsync(server._host);
        foreach (var model in new[] { BenchmarkModel.Mlp30, BenchmarkModel.Mlp512 })
            await server.Client.Registry.PushAsync(model.Name, new MemoryStream(model.Onnx));
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        _directory.Delete(recursive: true);
    }
}
