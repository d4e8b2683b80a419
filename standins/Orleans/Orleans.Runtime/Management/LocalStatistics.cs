using Orleans.Runtime.Activations;
using Orleans.Runtime.Messaging;
using Orleans.Statistics;

namespace Orleans.Runtime.Management;

/// <summary>The load of this silo.</summary>
internal sealed class LocalStatistics(Catalog catalog, Gateway gateway, IEnvironmentStatisticsProvider environment, ActivationClock clock)
{
    /// <summary>Gets the load now.</summary>
    public SiloRuntimeStatistics Get() => new(
        activationCount: catalog.Count,
        recentlyUsedActivationCount: catalog.Count,
        isOverloaded: false,
        clientCount: gateway.ClientCount,
        receivedMessages: 0,
        sentMessages: 0,
        environment.GetEnvironmentStatistics(),
        clock.Provider.GetUtcNow().UtcDateTime);
}
