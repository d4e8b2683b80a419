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

    [Id(1)]
    public readonly long FilteredMemoryUsageBytes;

    [Id(2)]
    public readonly long FilteredAvailableMemoryBytes;

    [Id(3)]
    public readonly long MaximumAvailableMemoryBytes;

    [Id(4)]
    public readonly float RawCpuUsagePercentage;

    [Id(5)]
    public readonly long RawMemoryUsageBytes;

    [Id(6)]
    public readonly long RawAvailableMemoryBytes;

    public override string ToString()
        => $"CpuUsage: {FilteredCpuUsagePercentage:0.0} %, MemoryUsage: {FilteredMemoryUsageBytes} bytes, AvailableMemory: "
            + $"{FilteredAvailableMemoryBytes} of {MaximumAvailableMemoryBytes} bytes";
}
