using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.Membership;

namespace OrleansML.Conformance.Membership;

internal sealed class FakeSilo : ILocalSiloDetails
{
    public FakeSilo(FakeCluster cluster, int port, int generation, TimeSpan clockError)
    {
        SiloAddress = SiloAddress.New(new IPEndPoint(IPAddress.Loopback, port), generation);
        Table = new FaultyTable(() => cluster.Table);
        var services = new ServiceCollection()
            .AddKeyedSingleton<TimeProvider>(TimeProviderNames.Membership, new SkewedClock(cluster.Clock, clockError)).BuildServiceProvider();
        Clock = new MembershipClock(services);
        var options = Options.Create(cluster.Options);
        Membership = new MembershipManager(Table, this, options, Options.Create(new EndpointOptions()), Clock, Log.Of<MembershipManager>());
        Prober = new FakeProber(cluster.Network, SiloAddress);
        Monitor = new ClusterMonitor(
            Membership, this, Prober, cluster.Health, Clock, options, Options.Create(new ConnectionOptions()), Log.Of<ClusterMonitor>());
        Defunct = new DefunctRows(Membership, this, Clock, options);
        Membership.DeclaredDead += reason => Death = reason;
        Membership.Changed += (_, current) => Views.Add(current);
        cluster.Network.Add(this);
    }

    public RecordingLogger Log { get; } = new();

    public FaultyTable Table { get; }

    public MembershipClock Clock { get; }

    public MembershipManager Membership { get; }

    public FakeProber Prober { get; }

    public ClusterMonitor Monitor { get; }

    public DefunctRows Defunct { get; }

    public string? Death { get; private set; }

    public List<ClusterMembershipSnapshot> Views { get; } = [];

    public SiloAddress SiloAddress { get; }

    public SiloAddress GatewayAddress => SiloAddress;

    public string Name => $"silo-{SiloAddress.Endpoint.Port}";

    public string DnsHostName => "localhost";

    public string ClusterId => "fake";

    public SiloStatus StatusOf(FakeSilo other) => Membership.CurrentSnapshot.GetSiloStatus(other.SiloAddress);

    public Task<bool> SuspectAsync(FakeSilo other, FakeSilo? witness = null, params FakeSilo[] refusing) => Membership.SuspectAsync(
        new Suspicion(other.SiloAddress, witness?.SiloAddress, refusing.Select(silo => silo.SiloAddress).ToHashSet()));

    public SiloMonitor MonitorOf(FakeSilo other)
    {
        Monitor.Update();
        return Monitor.Monitors.Single(monitor => monitor.Silo.Equals(other.SiloAddress));
    }
}
