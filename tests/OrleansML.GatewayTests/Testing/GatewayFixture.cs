using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.TestingHost;
using OrleansML.Client;
using OrleansML.Gateway;

namespace OrleansML.GatewayTests.Testing;

/// <summary>A gateway on a free port of the loopback address, before a cluster in this process whose grains are fakes.</summary>
public sealed class GatewayFixture : IAsyncLifetime
{
    private InProcessTestCluster _cluster = null!;
    private WebApplication _gateway = null!;

    public HttpClient Http { get; private set; } = null!;

    public Uri Address => Http.BaseAddress!;

    public async Task InitializeAsync()
    {
        _cluster = new InProcessTestClusterBuilder(1).Build();
        await _cluster.DeployAsync();
        _gateway = await StartGatewayAsync(options => options.MaximumBodyBytes = 1 << 20);
        Http = CreateClient(_gateway);
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await _gateway.DisposeAsync();
        await _cluster.DisposeAsync();
    }

    /// <summary>Starts one more gateway before the same cluster.</summary>
    public async Task<WebApplication> StartGatewayAsync(
        Action<GatewayOptions> configure, Action<HealthOptions>? health = null, Action<ClientRetryOptions>? retry = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IGrainFactory>(_cluster.Client);
        builder.Services.Configure(retry ?? Once);
        builder.Services.Configure(health ?? (static none => none.DrainDelay = TimeSpan.Zero));
        builder.Services.AddOrleansMLGateway(options =>
        {
            options.Port = 0;
            configure(options);
        });
        builder.WebHost.ConfigureOrleansMLKestrel();
        var gateway = builder.Build();
        gateway.MapOrleansMLGateway();
        try
        {
            await gateway.StartAsync();
        }
        catch
        {
            await gateway.DisposeAsync();
            throw;
        }

        return gateway;
    }

    public static HttpClient CreateClient(WebApplication gateway) =>
        new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(gateway.Urls.Single()), Timeout = TimeSpan.FromMinutes(2) };

    // The only attempt may take as long as the request.
    private static void Once(ClientRetryOptions retry)
    {
        retry.MaximumAttempts = 1;
        retry.AttemptTimeout = retry.Deadline;
    }
}
