using System.Diagnostics.Metrics;

namespace Orleans.Runtime.Observability;

/// <summary>The instruments of the grain directory.</summary>
internal sealed class DirectoryInstruments(OrleansInstruments instruments)
{
    private readonly Counter<long> _recoveries = instruments.Meter.CreateCounter<long>("orleans-directory-recovery-count");
    private readonly Histogram<long> _recoveryDuration = instruments.Meter.CreateHistogram<long>("orleans-directory-recovery-duration");

    /// <summary>Gets the counter of questions where a grain is.</summary>
    public Counter<int> Lookups { get; } = instruments.Meter.CreateCounter<int>("orleans-directory-lookups-full-issued");

    /// <summary>Gets the counter of questions to the cache.</summary>
    public Counter<int> CacheLookups { get; } = instruments.Meter.CreateCounter<int>("orleans-directory-lookups-cache-issued");

    /// <summary>Gets the counter of questions that the cache answered.</summary>
    public Counter<int> CacheHits { get; } = instruments.Meter.CreateCounter<int>("orleans-directory-lookups-cache-successes");

    /// <summary>Gets the counter of registrations.</summary>
    public Counter<int> Registrations { get; } = instruments.Meter.CreateCounter<int>("orleans-directory-registrations-single-act-issued");

    /// <summary>Gets the counter of removals.</summary>
    public Counter<int> Unregistrations { get; } = instruments.Meter.CreateCounter<int>("orleans-directory-unregistrations-issued");

    /// <summary>Publishes the number of entries that this silo keeps.</summary>
    public void ObservePartition(Func<int> count) => instruments.Meter.CreateObservableGauge("orleans-directory-partition-size", count);

    /// <summary>Publishes the number of addresses that this silo remembers.</summary>
    public void ObserveCache(Func<int> count) => instruments.Meter.CreateObservableGauge("orleans-directory-cache-size", count);

    /// <summary>Publishes the number of silos on the ring.</summary>
    public void ObserveRing(Func<int> count)
    {
        instruments.Meter.CreateObservableGauge("orleans-directory-ring-size", count);
        instruments.Meter.CreateObservableGauge("orleans-consistent-ring-size", count);
    }

    /// <summary>Counts a change of the ring that this silo got entries by.</summary>
    public void OnRecovered(TimeSpan duration)
    {
        _recoveries.Add(1);
        _recoveryDuration.Record((long)duration.TotalMilliseconds);
    }
}
