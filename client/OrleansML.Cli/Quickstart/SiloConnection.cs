using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansML.Client;

namespace OrleansML.Cli.Quickstart;

/// <summary>The typed client, connected to a silo.</summary>
internal static class SiloConnection
{
    /// <summary>Connects; the host holds the client.</summary>
    /// <param name="silos">One or several, as IP:PORT with commas between.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<IHost> OpenAsync(string silos, CancellationToken cancellationToken)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.AddOrleansMLClient(options =>
        {
            foreach (var silo in silos.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                options.Gateways.Add(silo);
        });
        var host = builder.Build();
        await host.StartAsync(cancellationToken);
        return host;
    }
}
