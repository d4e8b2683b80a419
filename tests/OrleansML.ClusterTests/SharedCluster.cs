using System.Globalization;
using Orleans.TestingHost;
using OrleansML.Client;
using OrleansML.Testing;

namespace OrleansML.ClusterTests;

/// <summary>One silo of pool "cpu" for all tests of a class; each test uses a model name of its own.</summary>
public sealed class SharedCluster : IAsyncLifetime
{
    private PlatformCluster? _platform;
    private int _names;

    public OrleansMLClient Client => Platform.Client;

    public IGrainFactory Grains => Platform.Grains;

    public InProcessTestCluster Cluster => Platform.Cluster;

    private PlatformCluster Platform => _platform ?? throw new InvalidOperationException("The cluster is not started.");

    public string NewModelName() => string.Create(CultureInfo.InvariantCulture, $"model-{Interlocked.Increment(ref _names)}");

    public async Task InitializeAsync() => _platform = await PlatformCluster.StartAsync("cpu");

    public async Task DisposeAsync() => await Platform.DisposeAsync();
}
