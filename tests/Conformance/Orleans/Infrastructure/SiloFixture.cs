namespace OrleansML.Conformance.Infrastructure;

/// <summary>The silo and the TCP client that most tests share; every test uses grain keys of its own.</summary>
public sealed class SiloFixture : IAsyncLifetime
{
    private TcpCluster? _cluster;

    public IGrainFactory Silo => Cluster.Silo;

    public IClusterClient Client => Cluster.Client;

    public IServiceProvider SiloServices => Cluster.SiloHost.Services;

    public IServiceProvider ClientServices => Cluster.ClientHost.Services;

    private TcpCluster Cluster => _cluster ?? throw new InvalidOperationException("The fixture's cluster has not been started.");

    public IGrainFactory From(Caller caller) => caller == Caller.Silo ? Silo : Client;

    public async Task InitializeAsync() => _cluster = await TcpCluster.StartAsync(silo =>
    {
        silo.AddStorage();
        silo.AddStorage("named");
        silo.AddReminderTable();
        silo.Configure<ReminderOptions>(options => options.MinimumReminderPeriod = TimeSpan.FromMilliseconds(100));
    });

    public async Task DisposeAsync() => await Cluster.DisposeAsync();
}
