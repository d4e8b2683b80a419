using Orleans.Runtime.Activations;
using Orleans.Runtime.Messaging;
using Orleans.Runtime.Observability;
using Orleans.Statistics;

namespace Orleans.Runtime.Management;

/// <summary>The load of this silo.</summary>
internal sealed class LocalStatistics(Catalog catalog, Gateway gateway, IEnvironmentStatisticsProvider environment, ActivationClock clock, OverloadDetector overload, RuntimeInstruments instruments)
{
    /// <summary>Gets the load now.</summary>
    public SiloRuntimeStatistics Get() => new(
        activationCount: catalog.Count,
        recentlyUsedActivationCount: catalog.Count,
        overload.IsOverloaded,
        gateway.ClientCount,
        instruments.ReceivedMessages,
        instruments.SentMessages,
        environment.GetEnvironmentStatistics(),
        clock.Provider.GetUtcNow().UtcDateTime);
}
