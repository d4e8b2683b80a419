using System.Globalization;
using System.Net;
using Orleans.Configuration;
using Orleans.Runtime.MembershipService.SiloMetadata;
using OrleansML.Grains;
using OrleansML.Storage.Artifacts;
using OrleansML.Storage.Sqlite;

namespace OrleansML.Silo;

/// <summary>What every silo of the platform consists of.</summary>
internal static class SiloBuilderExtensions
{
    public static ISiloBuilder AddPlatform(this ISiloBuilder silo, SiloOptions options)
    {
        AddClustering(silo, options);
        AddStores(silo, options);
        silo.AddOrleansMLGrains();
        return silo;
    }

    private static void AddClustering(ISiloBuilder silo, SiloOptions options)
    {
        var primary = options.PrimarySilo is { } text ? IPEndPoint.Parse(text) : null;
        silo.UseLocalhostClustering(options.SiloPort, options.GatewayPort, primary, options.ServiceId, options.ClusterId);
        silo.Configure<EndpointOptions>(endpoint => endpoint.AdvertisedIPAddress = IPAddress.Parse(options.Address));
        silo.Configure<Orleans.Configuration.SiloOptions>(named => named.SiloName = NameOf(options));
        silo.UseSiloMetadata(new Dictionary<string, string>(options.Labels) { [SiloOptionsValidator.PoolLabel] = options.Pool });
    }

    private static void AddStores(ISiloBuilder silo, SiloOptions options)
    {
        var directory = Path.GetFullPath(options.DataDirectory);
        silo.AddSqliteGrainStorageAsDefault(storage => storage.Path = Path.Combine(directory, "state.db"));
        silo.Services.AddDirectoryArtifactStore(artifacts => artifacts.RootPath = Path.Combine(directory, "artifacts"));
    }

    private static string NameOf(SiloOptions options) =>
        options.Name ?? string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}-{options.SiloPort}");
}
