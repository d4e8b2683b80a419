namespace Orleans.Statistics;

/// <summary>Measures the load of this process.</summary>
public interface IEnvironmentStatisticsProvider
{
    EnvironmentStatistics GetEnvironmentStatistics();
}
