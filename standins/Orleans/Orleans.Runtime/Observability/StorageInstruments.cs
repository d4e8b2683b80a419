using System.Diagnostics.Metrics;

namespace Orleans.Runtime.Observability;

/// <summary>The instruments of grain storage.</summary>
internal sealed class StorageInstruments(OrleansInstruments instruments)
{
    /// <summary>Gets the counter of failed reads.</summary>
    public Counter<int> ReadErrors { get; } = instruments.Meter.CreateCounter<int>("orleans-storage-read-errors");

    /// <summary>Gets the counter of failed writes.</summary>
    public Counter<int> WriteErrors { get; } = instruments.Meter.CreateCounter<int>("orleans-storage-write-errors");

    /// <summary>Gets the counter of failed clears.</summary>
    public Counter<int> ClearErrors { get; } = instruments.Meter.CreateCounter<int>("orleans-storage-clear-errors");

    /// <summary>Gets the latency of reads in milliseconds.</summary>
    public Histogram<double> ReadLatency { get; } = instruments.Meter.CreateHistogram<double>("orleans-storage-read-latency", "ms");

    /// <summary>Gets the latency of writes in milliseconds.</summary>
    public Histogram<double> WriteLatency { get; } = instruments.Meter.CreateHistogram<double>("orleans-storage-write-latency", "ms");

    /// <summary>Gets the latency of clears in milliseconds.</summary>
    public Histogram<double> ClearLatency { get; } = instruments.Meter.CreateHistogram<double>("orleans-storage-clear-latency", "ms");
}
