using Orleans.Runtime.Membership;

namespace OrleansML.Conformance.Membership;

internal sealed class FakeProber(FakeNetwork network, SiloAddress self) : IProber
{
    public event Action<SiloAddress>? ConnectionLost;

    public bool HearsOfEverybody { get; set; }

    public HashSet<SiloAddress> UnhealthyWitnesses { get; } = [];

    public List<SiloAddress> AskedWitnesses { get; } = [];

    public Task<Exception?> PingAsync(SiloAddress silo, TimeSpan timeout, CancellationToken cancellationToken) =>
        network.PingAsync(self, silo, timeout, cancellationToken);

    public async Task<WitnessReport?> PingThroughAsync(
        SiloAddress witness, SiloAddress silo, TimeSpan timeout, TimeSpan patience, CancellationToken cancellationToken)
    {
        AskedWitnesses.Add(witness);
        Assert.True(timeout < patience, "A witness that waits as long as the one who asked it reports too late.");
        if (await network.PingAsync(self, witness, patience, cancellationToken) is not null)
        {
            return null;
        }

        var failure = await network.PingAsync(witness, silo, timeout, cancellationToken);
        return new WitnessReport(failure is null, !UnhealthyWitnesses.Contains(witness), failure?.Message);
    }

    public bool WasHeardOf(SiloAddress silo, TimeSpan within) => HearsOfEverybody;

    public void LoseConnection(SiloAddress silo) => ConnectionLost?.Invoke(silo);
}
