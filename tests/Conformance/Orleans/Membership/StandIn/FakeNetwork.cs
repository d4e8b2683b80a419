using System.Net.Sockets;

namespace OrleansML.Conformance.Membership;

/// <summary>Which silos answer which others.</summary>
internal sealed class FakeNetwork(TimeProvider clock)
{
    private readonly Dictionary<SiloAddress, FakeSilo> _silos = [];

    public HashSet<FakeSilo> Killed { get; } = [];

    public HashSet<FakeSilo> Frozen { get; } = [];

    public HashSet<(FakeSilo, FakeSilo)> Cuts { get; } = [];

    public void Add(FakeSilo silo) => _silos[silo.SiloAddress] = silo;

    public async Task<Exception?> PingAsync(SiloAddress from, SiloAddress to, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var (source, target) = (_silos[from], _silos[to]);
        if (Killed.Contains(target))
        {
            return new IOException("no connection", new SocketException((int)SocketError.ConnectionRefused));
        }

        if (Frozen.Contains(target) || Cuts.Contains((source, target)) || Cuts.Contains((target, source)))
        {
            await Task.Delay(timeout, clock, cancellationToken);
            return new TimeoutException("no answer");
        }

        return null;
    }
}
