using System.Diagnostics;
using Orleans.Statistics;

namespace Orleans.Runtime.Management;

/// <summary>Reads processor usage of this process and the managed memory that it uses.</summary>
internal sealed class ProcessStatistics : IEnvironmentStatisticsProvider
{
    private readonly object _lock = new();
    private TimeSpan _lastProcessorTime = Environment.CpuUsage.TotalTime;
    private long _lastTimestamp = Stopwatch.GetTimestamp();
    private float _usage;

    /// <inheritdoc/>
    public EnvironmentStatistics GetEnvironmentStatistics()
    {
        lock (_lock)
        {
            // Over less than a tenth of a second the figure would be noise.
            var elapsed = Stopwatch.GetElapsedTime(_lastTimestamp);
            if (elapsed > TimeSpan.FromMilliseconds(100))
            {
                var processorTime = Environment.CpuUsage.TotalTime;
                _usage = (float)(100 * (processorTime - _lastProcessorTime) / elapsed / Environment.ProcessorCount);
                _lastProcessorTime = processorTime;
                _lastTimestamp = Stopwatch.GetTimestamp();
            }

            var memory = GC.GetGCMemoryInfo();
            var available = Math.Max(0, memory.TotalAvailableMemoryBytes - memory.MemoryLoadBytes);
            // Before the first collection there is nothing that it found.
            var used = memory.Index == 0 ? GC.GetTotalMemory(forceFullCollection: false) : memory.TotalCommittedBytes - memory.FragmentedBytes;
            return new EnvironmentStatistics(_usage, used, available, memory.TotalAvailableMemoryBytes);
        }
    }
}
