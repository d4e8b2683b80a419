using Orleans.Placement;

namespace OrleansML.Benchmarks.Cluster;

/// <summary>Spread at random, because by default both engines prefer the silo that the first call came to.</summary>
[RandomPlacement]
internal sealed class PlacedGrain : Grain, IPlacedGrain
{
    private readonly long _identity = ActivationIdentity.Next();

    public Task Ping() => Task.CompletedTask;

    public Task<long> Identify() => Task.FromResult(_identity);
}
