using Orleans.GrainDirectory;
using Orleans.Placement;

namespace OrleansML.Benchmarks.Cluster;

[RandomPlacement]
[GrainDirectory(SiloChild.RedisDirectory)]
internal sealed class RegisteredGrain : Grain, IRegisteredGrain
{
    // As much state as PlacedGrain has, so that the difference between their weights is that of the directories.
    private readonly long _identity = ActivationIdentity.Next();

    public Task Ping() => _identity == 0 ? throw new InvalidOperationException("The activation has no identity.") : Task.CompletedTask;
}
