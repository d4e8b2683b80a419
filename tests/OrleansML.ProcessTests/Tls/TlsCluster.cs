using OrleansML.Testing;
using OrleansML.Testing.Processes;

namespace OrleansML.ProcessTests.Tls;

/// <summary>Two silos and a gateway that speak TLS, with one certificate for all of them.</summary>
public sealed class TlsCluster : IAsyncLifetime, IDisposable
{
    private readonly TemporaryDirectory _logs = new();

    /// <summary>The cluster's authority.</summary>
    public TestCertificates Certificates { get; } = new();

    public ProcessCluster Processes { get; private set; } = null!;

    public async Task InitializeAsync() => Processes = await ProcessCluster.StartAsync(new ProcessClusterOptions
    {
        Silos = 2,
        Gateways = 1,
        Settings = new Dictionary<string, string>(Certificates.Issue("member")),
        LogFolder = _logs.Path,
    });

    public async Task DisposeAsync()
    {
        if (Processes is not null)
            await Processes.DisposeAsync();
    }

    public void Dispose()
    {
        Certificates.Dispose();
        _logs.Dispose();
    }

    /// <summary>Starts a gateway that is not part of the cluster, over the same Redis, without waiting for it.</summary>
    public Task<PlatformProcess> LaunchGatewayAsync(IReadOnlyDictionary<string, string> settings) => PlatformProcess.LaunchAsync(new PlatformStart
    {
        Arguments =
        [
            "--role", "gateway", "--port", "0", "--redis", Processes.Redis.ConnectionString,
            .. settings.SelectMany(setting => new[] { "--set", $"{setting.Key}={setting.Value}" }),
        ],
    });
}
