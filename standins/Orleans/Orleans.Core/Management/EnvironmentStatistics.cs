namespace Orleans.Statistics;

/// <summary>The load of a process and its machine.</summary>
[Immutable]
[GenerateSerializer]
[Alias("Orleans.Statistics.EnvironmentStatistics")]
public readonly record struct EnvironmentStatistics
{
    internal EnvironmentStatistics(
        float cpuUsagePercentage, long memoryUsageBytes, long availableMemoryBytes, long maximumAvailableMemoryBytes)
    {
        FilteredCpuUsagePercentage = RawCpuUsagePercentage = Math.Clamp(cpuUsagePercentage, 0f, 100f);
        FilteredMemoryUsageBytes = RawMemoryUsageBytes = memoryUsageBytes;
        FilteredAvailableMemoryBytes = RawAvailableMemoryBytes = availableMemoryBytes;
        MaximumAvailableMemoryBytes = maximumAvailableMemoryBytes;
    }

    /// <summary>Processor time used, 0 to 100.</summary>
    [Id(0)]
    public readonly float FilteredCpuUsagePercentage;

    /// <summary>Memory that the process uses, in bytes; not smoothed in this runtime.</summary>
    [Id(1)]
    public readonly long FilteredMemoryUsageBytes;

    /// <summary>Memory that is free for the process, in bytes; not smoothed in this runtime.</summary>
    [Id(2)]
    public readonly long FilteredAvailableMemoryBytes;

    /// <summary>Memory that the process may use at most, in bytes.</summary>
    [Id(3)]
    public readonly long MaximumAvailableMemoryBytes;

    /// <summary>Processor time used, 0 to 100, as measured.</summary>
    [Id(4)]
    public readonly float RawCpuUsagePercentage;

    /// <summary>Memory that the process uses, in bytes, as measured.</summary>
    [Id(5)]
    public readonly long RawMemoryUsageBytes;

    /// <summary>Memory that is free for the process, in bytes, as measured.</summary>
    [Id(6)]
    public readonly long RawAvailableMemoryBytes;

    /// <inheritdoc/>
    public override string ToString()
        => $"CpuUsage: {FilteredCpuUsagePercentage:0.0} %, MemoryUsage: {FilteredMemoryUsageBytes} bytes, AvailableMemory: "
            + $"{FilteredAvailableMemoryBytes} of {MaximumAvailableMemoryBytes} bytes";
}
