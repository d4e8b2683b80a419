using System.Collections.ObjectModel;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Runtime.Membership;
using Orleans.Runtime.Networking;

namespace Orleans.TestingHost;

/// <summary>
/// A cluster of silos in this process. Silos and client exchange the same frames as over a network, through memory, and share a
/// membership table in memory.
/// </summary>
public sealed partial class InProcessTestCluster : IDisposable, IAsyncDisposable
{
    private static readonly TimeSpan StabilizationTimeout = TimeSpan.FromSeconds(30);
    private readonly List<InProcessSiloHandle> _silos = [];
    private readonly InMemoryTransportHub _transports = new();
    private readonly InMemoryMembershipTable _membership = new();
    private IHost? _clientHost;
    private int _startedInstances;

    /// <summary>Initializes a cluster that does not run yet.</summary>
    /// <param name="options">The settings of the cluster.</param>
    /// <param name="portAllocator">Who hands out port numbers.</param>
    public InProcessTestCluster(InProcessTestClusterOptions options, ITestClusterPortAllocator portAllocator)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(portAllocator);
        Options = options;
        PortAllocator = portAllocator;
    }

    /// <summary>Gets the settings of the cluster.</summary>
    public InProcessTestClusterOptions Options { get; }

    /// <summary>Gets who hands out port numbers.</summary>
    public ITestClusterPortAllocator PortAllocator { get; }

    /// <summary>Gets the silos, stopped ones excluded.</summary>
    public ReadOnlyCollection<InProcessSiloHandle> Silos
    {
        get
        {
            lock (_silos)
            {
                return new ReadOnlyCollection<InProcessSiloHandle>([.. _silos]);
            }
        }
    }

    /// <summary>Gets the client.</summary>
    public IClusterClient Client => _clientHost?.Services.GetRequiredService<IClusterClient>()
        ?? throw new InvalidOperationException("The client does not run. Deploy the cluster, or call InitializeClientAsync.");

    /// <summary>Gets how long it takes at most until all silos agree about a change.</summary>
    /// <param name="clusterMembershipOptions">The membership settings.</param>
    /// <param name="didKill">Whether a silo was killed rather than stopped.</param>
    /// <returns>The time.</returns>
    public static TimeSpan GetLivenessStabilizationTime(ClusterMembershipOptions clusterMembershipOptions, bool didKill = false)
    {
        ArgumentNullException.ThrowIfNull(clusterMembershipOptions);
        var detection = didKill ? clusterMembershipOptions.ProbeTimeout * clusterMembershipOptions.NumMissedProbesLimit : TimeSpan.Zero;
        return detection + (clusterMembershipOptions.UseLivenessGossip ? TimeSpan.FromSeconds(5) : clusterMembershipOptions.TableRefreshTimeout * 2);
    }

    /// <summary>Starts the silos and the client.</summary>
    /// <returns>The end of the start.</returns>
    public async Task DeployAsync()
    {
        if (_startedInstances > 0)
        {
            throw new InvalidOperationException("The cluster has been deployed already.");
        }

        await StartSilosAsync(Options.InitialSilosCount).ConfigureAwait(false);
        if (Options.InitializeClientOnDeploy)
        {
            await InitializeClientAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Starts the client.</summary>
    /// <returns>The end of the start.</returns>
    public async Task InitializeClientAsync()
    {
        var builder = CreateHostBuilder();
        builder.UseOrleansClient(client => client.Services
            .Configure<ClusterOptions>(ConfigureCluster)
            .Configure<GatewayOptions>(static options => options.GatewayListRefreshPeriod = TimeSpan.FromSeconds(1))
            .AddSingleton<ITransportFactory>(_transports)
            .AddSingleton<Messaging.IGatewayListProvider>(new InProcessGatewayList(_membership)));
        foreach (var configure in Options.ClientHostConfigurationDelegates)
        {
            configure(builder);
        }

        _clientHost = builder.Build();
        await _clientHost.StartAsync().ConfigureAwait(false);
    }

    /// <summary>Starts more silos at the same time.</summary>
    /// <param name="silosToStart">How many.</param>
    /// <returns>The silos.</returns>
    public async Task<List<InProcessSiloHandle>> StartSilosAsync(int silosToStart)
    {
        var first = _startedInstances;
        _startedInstances += silosToStart;
        var silos = await Task.WhenAll(Enumerable.Range(first, silosToStart).Select(number => StartSiloAsync(number, Options))).ConfigureAwait(false);
        await WaitForClusterManifestToStabilizeAsync().ConfigureAwait(false);
        return [.. silos];
    }

    /// <summary>Starts one more silo.</summary>
    /// <returns>The silo.</returns>
    public InProcessSiloHandle StartAdditionalSilo() => Task.Run(StartAdditionalSiloAsync).GetAwaiter().GetResult();

    /// <summary>Starts one more silo.</summary>
    /// <returns>The silo.</returns>
    public async Task<InProcessSiloHandle> StartAdditionalSiloAsync() => (await StartSilosAsync(1).ConfigureAwait(false))[0];

    /// <summary>Starts one more silo.</summary>
    /// <param name="startAdditionalSiloOnNewPort">Whether it gets new ports; it always does.</param>
    /// <returns>The silo.</returns>
    public Task<InProcessSiloHandle> StartAdditionalSiloAsync(bool startAdditionalSiloOnNewPort) => StartAdditionalSiloAsync();

    /// <summary>Starts a silo.</summary>
    /// <param name="instanceNumber">The number of the silo.</param>
    /// <param name="clusterOptions">The settings of the cluster.</param>
    /// <returns>The silo.</returns>
    public async Task<InProcessSiloHandle> StartSiloAsync(int instanceNumber, InProcessTestClusterOptions clusterOptions)
    {
        var silo = await CreateSiloAsync(InProcessTestSiloSpecificOptions.Create(this, clusterOptions, instanceNumber)).ConfigureAwait(false);
        silo.InstanceNumber = (short)instanceNumber;
        return silo;
    }

    /// <summary>Starts a silo.</summary>
    /// <param name="siloOptions">The settings of the silo.</param>
    /// <returns>The silo.</returns>
    public async Task<InProcessSiloHandle> CreateSiloAsync(InProcessTestSiloSpecificOptions siloOptions)
    {
        ArgumentNullException.ThrowIfNull(siloOptions);
        var builder = CreateHostBuilder();
        builder.UseOrleans(silo =>
        {
            silo.Services
                .Configure<ClusterOptions>(ConfigureCluster)
                .Configure<SiloOptions>(options => options.SiloName = siloOptions.SiloName)
                .Configure<EndpointOptions>(options =>
                {
                    options.AdvertisedIPAddress = System.Net.IPAddress.Loopback;
                    options.SiloPort = siloOptions.SiloPort;
                    options.GatewayPort = siloOptions.GatewayPort;
                })
                .AddSingleton<ITransportFactory>(_transports)
                .AddSingleton<IMembershipTable>(_membership)
                .AddSingleton<IFatalErrorHandler, TestSiloFatalErrorHandler>();
            if (!Options.UseRealEnvironmentStatistics)
            {
                silo.Services.AddSingleton<Statistics.IEnvironmentStatisticsProvider, IdleEnvironment>();
            }
        });
        foreach (var configure in Options.SiloHostConfigurationDelegates)
        {
            configure(siloOptions, builder);
        }

        var host = builder.Build();
        try
        {
            await host.StartAsync().ConfigureAwait(false);
        }
        catch
        {
            host.Dispose();
            throw;
        }

        var details = host.Services.GetRequiredService<ILocalSiloDetails>();
        var handle = new InProcessSiloHandle
        {
            Name = siloOptions.SiloName,
            SiloHost = host,
            SiloAddress = details.SiloAddress,
            GatewayAddress = details.GatewayAddress,
        };
        lock (_silos)
        {
            _silos.Add(handle);
            _silos.Sort((left, right) => string.CompareOrdinal(left.Name, right.Name));
        }

        return handle;
    }

    /// <summary>Gets the silos that run.</summary>
    /// <returns>The silos.</returns>
    public IEnumerable<InProcessSiloHandle> GetActiveSilos() => Silos.Where(silo => silo.IsActive);

    /// <summary>Gets the silo with an address.</summary>
    /// <param name="siloAddress">The address.</param>
    /// <returns>The silo, or null.</returns>
    public InProcessSiloHandle? GetSiloForAddress(SiloAddress siloAddress) => GetActiveSilos().FirstOrDefault(silo => silo.SiloAddress.Equals(siloAddress));

    /// <summary>Gets the services of a silo.</summary>
    /// <param name="silo">The address of the silo; the first one where null.</param>
    /// <returns>The services.</returns>
    public IServiceProvider GetSiloServiceProvider(SiloAddress? silo = null)
    {
        var handle = silo is null ? GetActiveSilos().FirstOrDefault() : GetSiloForAddress(silo);
        return handle?.ServiceProvider ?? throw new ArgumentException($"The cluster has no running silo {silo}.", nameof(silo));
    }

    /// <summary>Stops a silo gracefully.</summary>
    /// <param name="instance">The silo.</param>
    /// <returns>The end of the stop.</returns>
    public Task StopSiloAsync(InProcessSiloHandle instance) => EndSiloAsync(instance, stopGracefully: true);

    /// <summary>Ends a silo like a killed process: nothing is deactivated, nothing is answered.</summary>
    /// <param name="instance">The silo.</param>
    /// <returns>The end of the silo.</returns>
    public Task KillSiloAsync(InProcessSiloHandle instance) => EndSiloAsync(instance, stopGracefully: false);

    /// <summary>Stops a silo and starts one with the same name.</summary>
    /// <param name="instance">The silo.</param>
    /// <returns>The new silo.</returns>
    public async Task<InProcessSiloHandle?> RestartSiloAsync(InProcessSiloHandle instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        await StopSiloAsync(instance).ConfigureAwait(false);
        return await StartSiloAsync(instance.InstanceNumber, Options).ConfigureAwait(false);
    }

    /// <summary>Stops all silos but the first.</summary>
    /// <returns>The end of the stop.</returns>
    public async Task StopSilosAsync()
    {
        foreach (var silo in Silos.Reverse())
        {
            await StopSiloAsync(silo).ConfigureAwait(false);
        }
    }

    /// <summary>Stops the client and all silos.</summary>
    public void StopAllSilos() => Task.Run(StopAllSilosAsync).GetAwaiter().GetResult();

    /// <summary>Stops the client and all silos.</summary>
    /// <returns>The end of the stop.</returns>
    public async Task StopAllSilosAsync()
    {
        await StopClusterClientAsync().ConfigureAwait(false);
        await StopSilosAsync().ConfigureAwait(false);
    }

    /// <summary>Stops the client.</summary>
    /// <returns>The end of the stop.</returns>
    public async Task StopClusterClientAsync()
    {
        if (Interlocked.Exchange(ref _clientHost, null) is { } client)
        {
            await client.StopAsync().ConfigureAwait(false);
            client.Dispose();
        }
    }

    /// <summary>Ends the client like a killed process.</summary>
    /// <returns>The end of the client.</returns>
    public Task KillClientAsync() => StopClusterClientAsync();

    /// <summary>Waits until all silos see the same cluster.</summary>
    /// <param name="didKill">Whether a silo was killed rather than stopped.</param>
    /// <returns>The end of the wait.</returns>
    public Task WaitForLivenessToStabilizeAsync(bool didKill = false) => WaitAsync(
        () =>
        {
            var active = GetActiveSilos().ToArray();
            return active.All(silo => silo.ServiceProvider.GetRequiredService<MembershipManager>().ActiveSilos.ToHashSet()
                .SetEquals(active.Select(other => other.SiloAddress)));
        },
        "the silos to agree about the membership");

    /// <summary>Waits until all silos know the grains of all others.</summary>
    /// <param name="didKill">Whether a silo was killed rather than stopped.</param>
    /// <returns>The end of the wait.</returns>
    public async Task WaitForClusterManifestToStabilizeAsync(bool didKill = false)
    {
        await WaitForLivenessToStabilizeAsync(didKill).ConfigureAwait(false);
        await WaitAsync(
            () =>
            {
                var active = GetActiveSilos().ToArray();
                return active.All(silo =>
                {
                    var known = silo.ServiceProvider.GetRequiredService<IClusterManifestProvider>().Current.Silos;
                    return active.All(other => known.ContainsKey(other.SiloAddress)) && known.Count == active.Length;
                });
            },
            "the silos to know each other's grains").ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => Task.Run(() => DisposeAsync().AsTask()).GetAwaiter().GetResult();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAllSilosAsync().ConfigureAwait(false);
        PortAllocator.Dispose();
    }

    private static HostApplicationBuilder CreateHostBuilder() => new(new HostApplicationBuilderSettings
    {
        DisableDefaults = true,
        EnvironmentName = Environments.Development,
        ApplicationName = "TestCluster",
    });

    private static async Task WaitAsync(Func<bool> condition, string what)
    {
        var started = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(started) > StabilizationTimeout)
            {
                throw new TimeoutException($"Waited {StabilizationTimeout} for {what}.");
            }

            await Task.Delay(20).ConfigureAwait(false);
        }
    }

    private void ConfigureCluster(ClusterOptions options)
    {
        options.ClusterId = Options.ClusterId;
        options.ServiceId = Options.ServiceId;
    }

    private async Task EndSiloAsync(InProcessSiloHandle instance, bool stopGracefully)
    {
        ArgumentNullException.ThrowIfNull(instance);
        lock (_silos)
        {
            _silos.Remove(instance);
        }

        await instance.StopSiloAsync(stopGracefully).ConfigureAwait(false);
        await instance.DisposeAsync().ConfigureAwait(false);
    }
}
