namespace Orleans.Statistics;

/// <summary>Measures the load of this process.</summary>
public interface IEnvironmentStatisticsProvider
{
    /// <summary>Measures now.</summary>
    EnvironmentStatistics GetEnvironmentStatistics();
}
