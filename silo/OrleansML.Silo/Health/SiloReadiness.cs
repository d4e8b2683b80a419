using Microsoft.Extensions.DependencyInjection;
using OrleansML.Cluster;
using OrleansML.Storage.Redis;

namespace OrleansML.Silo.Health;

/// <summary>Whether this silo can serve: it has joined, and its own checks find nothing wrong.</summary>
internal sealed class SiloReadiness(IServiceProvider services, TimeProvider time)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>What is wrong, one sentence each; empty when nothing is.</summary>
    public async Task<IReadOnlyList<string>> CheckAsync(CancellationToken cancellationToken)
    {
        // Before it has joined it cannot be called.
        if (services.GetRequiredService<ISiloStatusOracle>().CurrentStatus != SiloStatus.Active)
        {
            return services.GetService<StoreGuard>()?.Status is { Condition: not StoreCondition.Open } store
                ? [store.Message]
                : ["The silo is not part of the cluster: wait until it has joined, or look in its log for why it cannot."];
        }

        try
        {
            var health = await services.GetRequiredService<IGrainFactory>().GetGrain<ISiloHealthGrain>(0).Check()
                .WaitAsync(Timeout, time, cancellationToken);
            return health.Problems;
        }
        catch (Exception exception) when (exception is TimeoutException or OrleansException)
        {
            return [$"The silo did not answer its own check: {exception.Message}"];
        }
    }
}
