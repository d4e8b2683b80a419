using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OrleansML.Conformance.Infrastructure;

/// <summary>Hosts that write no log.</summary>
internal static class QuietHost
{
    public static HostApplicationBuilder CreateBuilder()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.None));
        return builder;
    }

    public static async Task<IHost> StartAsync(Action<HostApplicationBuilder> configure)
    {
        var builder = CreateBuilder();
        configure(builder);
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    public static async Task StopAsync(IHost host)
    {
        await host.StopAsync();
        await DisposeAsync(host);
    }

    /// <summary>Stops a host without the time to do anything in an orderly way.</summary>
    public static async Task KillAsync(IHost host)
    {
        await host.StopAsync(new CancellationToken(canceled: true));
        await DisposeAsync(host);
    }

    private static async Task DisposeAsync(IHost host)
    {
        if (host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
    }
}
