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

    private PlatformServer(int httpPort, int siloPort, int gatewayPort, string[] settings) => _host = SiloHost.Build(
        SiloRole.All,
        [
            $"--OrleansML:Gateway:Port={httpPort}",
            $"--OrleansML:Silo:SiloPort={siloPort}",
            $"--OrleansML:Silo:GatewayPort={gatewayPort}",
            $"--OrleansML:Silo:DataDirectory={_directory.FullName}",
            "--Logging:LogLevel:Default=Warning",
            .. settings,
        ]);

    public OrleansMLClient Client => _host.Services.GetRequiredService<OrleansMLClient>();

    /// <summary>Starts it.</summary>
    /// <param name="httpPort">Port of its gateway for HTTP.</param>
    /// <param name="siloPort">Port for other silos.</param>
    /// <param name="gatewayPort">Port for typed clients.</param>
    /// <param name="settings">Further settings as on a command line: <c>--KEY=VALUE</c>.</param>
    public static async Task<PlatformServer> StartAsync(int httpPort, int siloPort, int gatewayPort, params string[] settings)
    {
        var server = new PlatformServer(httpPort, siloPort, gatewayPort, settings);
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
