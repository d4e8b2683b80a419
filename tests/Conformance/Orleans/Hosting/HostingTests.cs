using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using OrleansML.Conformance.Identity;

namespace OrleansML.Conformance.Hosting;

/// <summary>The silo and the client as parts of a .NET host.</summary>
public sealed class HostingTests
{
    [Fact]
    public async Task Lifecycle_StartAndStop_RunsStagesUpAndThenDown()
    {
        const string Key = "stages";
        await using (await TcpCluster.StartAsync(static silo =>
            silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(new StageRecorder(Key))))
        {
            Assert.Equal(
                ["start initialize", "start services", "start storage", "start grain services", "start application", "start active"],
                Journal.Read(Key));
        }

        Assert.Equal(
            ["stop active", "stop application", "stop grain services", "stop storage", "stop services", "stop initialize"],
            Journal.Read(Key).Skip(6));
    }

    [Fact]
    public async Task Lifecycle_ParticipantFails_StartThrowsItsException()
    {
        var ports = LoopbackPorts.Take(2);

        // Not disposed: the official silo cannot be stopped once its start has failed, and its directory turns in circles when it is only disposed.
        var host = CreateSiloHost(ports[0], ports[1], static silo =>
            silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(new FailingParticipant()));

        var exception = await Assert.ThrowsAnyAsync<Exception>(() => Wait.ForAsync(host.StartAsync()));

        Assert.Contains("the model directory is missing", exception.ToString());
    }

    [Fact]
    public async Task BackgroundService_BesideTheSilo_CanCallGrainsAndIsStopped()
    {
        string clusterId;
        await using (var cluster = await TcpCluster.StartAsync(static silo => silo.Services.AddHostedService<CallingService>()))
        {
            clusterId = cluster.SiloHost.Services.GetRequiredService<ILocalSiloDetails>().ClusterId;
            await Journal.UntilAsync(clusterId, "service got called-by-service");
        }

        Assert.Contains("service stopped", Journal.Read(clusterId));
    }

    [Fact]
    public async Task StartupTask_AtStageActive_CanCallGrains()
    {
        await using var cluster = await TcpCluster.StartAsync(static silo => silo.AddStartupTask(static async (services, _) =>
            Journal.Write("startup", await services.GetRequiredService<IGrainFactory>().GetGrain<IStringKeyGrain>("by-startup-task").GetKey())));

        Assert.Equal(["by-startup-task"], Journal.Read("startup"));
    }

    [Fact]
    public async Task Silo_Started_KnowsItsIdentity()
    {
        var ports = LoopbackPorts.Take(2);
        using var host = CreateSiloHost(ports[0], ports[1], static silo => silo.Configure<SiloOptions>(options => options.SiloName = "silo-7"));
        await host.StartAsync();

        var details = host.Services.GetRequiredService<ILocalSiloDetails>();

        Assert.Equal("silo-7", details.Name);
        Assert.Equal(new IPEndPoint(IPAddress.Loopback, ports[0]), details.SiloAddress.Endpoint);
        Assert.Equal(new IPEndPoint(IPAddress.Loopback, ports[1]), details.GatewayAddress.Endpoint);
        Assert.Equal(("the-cluster", "the-service"), (details.ClusterId, host.Services.GetRequiredService<IOptions<ClusterOptions>>().Value.ServiceId));
        Assert.Equal(details.SiloAddress, SiloAddress.FromParsableString(details.SiloAddress.ToParsableString()));
        await host.StopAsync();
    }

    [Fact]
    public async Task Silo_StoppedAndStartedAgainOnItsPorts_Serves()
    {
        var ports = LoopbackPorts.Take(2);
        for (var i = 0; i < 2; i++)
        {
            using var host = CreateSiloHost(ports[0], ports[1], static _ => { });
            await host.StartAsync();
            Assert.Equal("again", await host.Services.GetRequiredService<IGrainFactory>().GetGrain<IStringKeyGrain>("again").GetKey());
            await host.StopAsync();
        }
    }

    [Fact]
    public async Task Silo_PortIsTaken_StartThrows()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var host = CreateSiloHost(((IPEndPoint)listener.LocalEndpoint).Port, LoopbackPorts.Take(1)[0], static _ => { });

        await Assert.ThrowsAnyAsync<Exception>(() => Wait.ForAsync(host.StartAsync()));
    }

    [Fact]
    public async Task Client_NobodyListens_AsksTheRetryFilterUntilItSaysNo()
    {
        var port = LoopbackPorts.Take(1)[0];
        var filter = new StoppingRetryFilter();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddLogging();
        builder.UseOrleansClient(client =>
        {
            client.UseLocalhostClustering(port);
            client.UseConnectionRetryFilter(filter);
        });
        using var host = builder.Build();

        await Assert.ThrowsAnyAsync<Exception>(() => Wait.ForAsync(host.StartAsync()));

        Assert.Equal(StoppingRetryFilter.Attempts, filter.Seen);
    }

    [Fact]
    public async Task Client_OfTheSilo_IsAClusterClient()
    {
        await using var cluster = await TcpCluster.StartAsync(static _ => { });

        var client = cluster.SiloHost.Services.GetRequiredService<IClusterClient>();

        Assert.Equal("hosted", await client.GetGrain<IStringKeyGrain>("hosted").GetKey());
        Assert.NotNull(client.ServiceProvider.GetService<IGrainFactory>());
    }

    private static IHost CreateSiloHost(int siloPort, int gatewayPort, Action<ISiloBuilder> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddLogging();
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(siloPort, gatewayPort, null, "the-service", "the-cluster");
            configure(silo);
        });
        return builder.Build();
    }

    private sealed class FailingParticipant : ILifecycleParticipant<ISiloLifecycle>
    {
        public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
            nameof(FailingParticipant),
            ServiceLifecycleStage.ApplicationServices,
            static _ => throw new InvalidOperationException("the model directory is missing"));
    }
}
