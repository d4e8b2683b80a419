using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Runtime.MembershipService.SiloMetadata;
using OrleansML.Client;
using OrleansML.Grains;
using OrleansML.Grains.Features;
using OrleansML.Silo.Clustering;
using OrleansML.Silo.Processes;
using OrleansML.Silo.Redis;
using OrleansML.Storage.Artifacts;
using OrleansML.Storage.Sqlite;

namespace OrleansML.Silo;

/// <summary>What every silo of the platform consists of.</summary>
internal static class SiloBuilderExtensions
{
    public static ISiloBuilder AddPlatform(this ISiloBuilder silo, SiloOptions options, ClusterConnectionOptions cluster)
    {
        var directory = Path.GetFullPath(options.DataDirectory);
        if (cluster.Redis is null)
            AddEmbedded(silo, options, directory);
        else
            silo.AddRedis(cluster.Redis, directory);

        silo.Services.AddSingleton<IFatalErrorHandler, FatalErrorHandler>();
        silo.Services.ConfigureCluster(cluster);
        silo.ConfigureFailureDetection(cluster.FailureDetection);
        if (cluster.Tls.IsOn)
            silo.UseTls(silo.Services.AddClusterCertificates(cluster.Tls).UseIn);
        AddIdentity(silo, options);
        silo.Services.AddDirectoryArtifactStore(artifacts => artifacts.RootPath = Path.Combine(directory, "artifacts"));
        silo.Services.Configure<FeatureOptions>(features => features.DataDirectory = directory);
        silo.AddOrleansMLGrains();
        return silo;
    }

    private static void AddEmbedded(ISiloBuilder silo, SiloOptions options, string directory)
    {
        var primary = options.PrimarySilo is { } text ? IPEndPoint.Parse(text) : null;
        silo.UseLocalhostClustering(options.SiloPort, options.GatewayPort, primary);
        silo.AddSqliteGrainStorageAsDefault(storage => storage.Path = Path.Combine(directory, "state.db"));
    }

    private static void AddIdentity(ISiloBuilder silo, SiloOptions options)
    {
        silo.Configure<EndpointOptions>(endpoint =>
        {
            var address = IPAddress.Parse(options.Address);
            var listen = options.ListenAddress is { } text ? IPAddress.Parse(text) : address;
            endpoint.AdvertisedIPAddress = address;
            endpoint.SiloPort = options.SiloPort;
            endpoint.GatewayPort = options.GatewayPort;
            endpoint.SiloListeningEndpoint = new IPEndPoint(listen, options.SiloPort);
            endpoint.GatewayListeningEndpoint = new IPEndPoint(listen, options.GatewayPort);
        });
        silo.Configure<Orleans.Configuration.SiloOptions>(named => named.SiloName = NameOf(options));
        silo.UseSiloMetadata(new Dictionary<string, string>(options.Labels) { [SiloOptionsValidator.PoolLabel] = options.Pool });
    }

    private static string NameOf(SiloOptions options) =>
        options.Name ?? string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}-{options.SiloPort}");
}
