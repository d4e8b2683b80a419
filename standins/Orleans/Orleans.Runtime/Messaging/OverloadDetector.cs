using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Statistics;

namespace Orleans.Runtime.Messaging;

/// <summary>Tells whether this process is overloaded, by the latest measurement, which is at most a second old.</summary>
internal sealed class OverloadDetector(IEnvironmentStatisticsProvider environment, IOptions<LoadSheddingOptions> options)
{
    private const long RefreshPeriod = 1000;
    private readonly LoadSheddingOptions _options = options.Value;
    private long _measured = long.MinValue;
    private volatile bool _isOverloaded;

    /// <summary>Gets whether calls of external clients are to be refused.</summary>
    public bool IsOverloaded
    {
        get
        {
            if (!_options.LoadSheddingEnabled)
            {
                return false;
            }

            var now = Environment.TickCount64;
            var measured = Volatile.Read(ref _measured);
            if ((measured == long.MinValue || now - measured >= RefreshPeriod) && Interlocked.CompareExchange(ref _measured, now, measured) == measured)
            {
                _isOverloaded = Measure();
            }

            return _isOverloaded;
        }
    }

    private bool Measure()
    {
        var load = environment.GetEnvironmentStatistics();
        var available = Math.Max(1, load.MaximumAvailableMemoryBytes);
        var memory = 100.0 * (available - load.FilteredAvailableMemoryBytes) / available;
        return load.FilteredCpuUsagePercentage > _options.CpuThreshold || memory > _options.MemoryThreshold;
    }
}
