using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans.Runtime.Hosting;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.Storage;
using Orleans.TestingHost;
using OrleansML.Client;
using OrleansML.Grains;
using OrleansML.Grains.Features;
using OrleansML.Storage.Artifacts;
using OrleansML.Storage.Sqlite;

namespace OrleansML.Testing;

/// <summary>The platform on several silos in this process, with durable state in a directory of its own.</summary>
public sealed class PlatformCluster : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly InProcessTestCluster _cluster;

    private readonly IGrainStorage? _storage;
    private readonly TimeProvider? _time;

    private PlatformCluster(string[] pools, Dictionary<string, string?>? configuration, IGrainStorage? storage = null, TimeProvider? time = null)
    {
        _storage = storage;
        _time = time;
        var builder = new InProcessTestClusterBuilder((short)pools.Length);

        // Homogeneous clusters skip placement filters, and pools are filters.
        builder.Options.AssumeHomogenousSilosForTesting = false;
        builder.ConfigureHost(host =>
        {
            host.Configuration.AddInMemoryCollection(configuration ?? []);
            host.Logging.SetMinimumLevel(LogLevel.Warning);
        });
        builder.ConfigureSilo((silo, siloBuilder) => Configure(siloBuilder, pools[Math.Min(IndexOf(silo.SiloName), pools.Length - 1)]));
        builder.ConfigureClient(client => client.Services.AddOrleansMLClient());
        _cluster = builder.Build();
    }

    /// <summary>The silos.</summary>
    public InProcessTestCluster Cluster => _cluster;

    /// <summary>A client outside of the silos.</summary>
    public OrleansMLClient Client => _cluster.Client.ServiceProvider.GetRequiredService<OrleansMLClient>();

    /// <summary>Where the silos keep models.</summary>
    public string ArtifactDirectory => _directory.File("artifacts");

    /// <summary>Where the silos keep the history of features and the key of private values.</summary>
    public string FeatureDirectory => _directory.File("features");

    /// <summary>Where the silos keep state.</summary>
    public string StateFile => _directory.File("state.db");

    /// <summary>One more client over the same connection, which repeats calls as told.</summary>
    public OrleansMLClient NewClient(ClientRetryOptions retry) =>
        new(_cluster.Client, new ModelRouter(_cluster.Client, NullLogger<ModelRouter>.Instance, Options.Create(retry)));

    /// <summary>The grains, as the client sees them.</summary>
    public IGrainFactory Grains => _cluster.Client;

    /// <summary>Starts one silo per pool name.</summary>
    public static Task<PlatformCluster> StartAsync(params string[] pools) => StartAsync(pools, configuration: null);

    /// <summary>Starts one silo over a grain storage of the test's own, with settings if there are any.</summary>
    public static async Task<PlatformCluster> StartAsync(IGrainStorage storage, Dictionary<string, string?>? configuration = null)
    {
        var cluster = new PlatformCluster(["cpu"], configuration, storage);
        await cluster._cluster.DeployAsync();
        return cluster;
    }

    /// <summary>Starts one silo per pool name with settings, and with a clock of the test's own.</summary>
    public static async Task<PlatformCluster> StartAsync(string[] pools, Dictionary<string, string?>? configuration, TimeProvider? time = null)
    {
        var cluster = new PlatformCluster(pools, configuration, storage: null, time);
        await cluster._cluster.DeployAsync();
        return cluster;
    }

    /// <summary>A service of the first silo.</summary>
    public T Service<T>() where T : notnull => _cluster.GetSiloServiceProvider().GetRequiredService<T>();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
        _directory.Dispose();
    }

    private void Configure(ISiloBuilder builder, string pool)
    {
        builder.UseSiloMetadata(new Dictionary<string, string> { ["pool"] = pool });
        if (_storage is null)
            builder.AddSqliteGrainStorageAsDefault(options => options.Path = _directory.File("state.db"));
        else
            builder.Services.AddGrainStorage("Default", (_, _) => _storage);
        builder.Services.AddDirectoryArtifactStore(options => options.RootPath = _directory.File("artifacts"));
        builder.Services.Configure<FeatureOptions>(options => options.DataDirectory = _directory.File("features"));
        if (_time is not null)
            builder.Services.AddSingleton(_time);
        builder.AddOrleansMLGrains();
    }

    private static int IndexOf(string siloName)
    {
        var digits = siloName.AsSpan(siloName.AsSpan().IndexOfAnyInRange('0', '9'));
        return int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);
    }
}
