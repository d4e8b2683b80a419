using Orleans.Statistics;

namespace Orleans.TestingHost;

/// <summary>Reports an idle machine, so that placement in tests does not depend on what else runs.</summary>
internal sealed class IdleEnvironment : IEnvironmentStatisticsProvider
{
    /// <inheritdoc/>
    public EnvironmentStatistics GetEnvironmentStatistics() => new(0, 0, 1L << 33, 1L << 33);
}
