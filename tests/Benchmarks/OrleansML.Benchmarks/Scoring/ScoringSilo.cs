using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OrleansML.Client;
using OrleansML.Silo;
using OrleansML.Testing;

namespace OrleansML.Benchmarks.Scoring;

/// <summary>A silo in this process that scores, with the settings that it has by default.</summary>
internal sealed class ScoringSilo : IAsyncDisposable
{
    public const int GatewayPort = 40021;

    private const int SiloPort = 21141;
    private const int HttpPort = 18101;

    private readonly TemporaryDirectory _data = new();
    private readonly IHost _host;

    private ScoringSilo(string[] settings) => _host = SiloHost.Build(
        SiloRole.All,
        [
            $"--OrleansML:Gateway:Port={HttpPort}",
            $"--OrleansML:Silo:SiloPort={SiloPort}",
            $"--OrleansML:Silo:GatewayPort={GatewayPort}",
            $"--OrleansML:Silo:DataDirectory={_data.Path}",
            "--Logging:LogLevel:Default=Warning",
            "--Logging:LogLevel:OrleansML=Warning",
            .. settings,
        ]);

    public OrleansMLClient Client => _host.Services.GetRequiredService<OrleansMLClient>();

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    /// <summary>Starts it.</summary>
    /// <param name="settings">Settings as on a command line: <c>--KEY=VALUE</c>.</param>
    public static async Task<ScoringSilo> StartAsync(params string[] settings)
    {
        var silo = new ScoringSilo(settings);
        await SiloHost.StartAsync(silo._host);
        return silo;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        _data.Dispose();
    }
}
