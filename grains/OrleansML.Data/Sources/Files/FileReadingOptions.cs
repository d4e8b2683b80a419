namespace OrleansML.Data.Sources;

/// <summary>What reading of event files may use.</summary>
public sealed record FileReadingOptions
{
    // With less, DuckDB 1.5 did not sort 400,000 records of 300 bytes but ran out of memory.
    private const long LeastPerThread = 64 * 1024 * 1024;

    /// <summary>Most memory for sorting, at least 64 MiB for each thread; what does not fit goes to disk. Default 512 MiB.</summary>
    public long MemoryBytes { get; init; } = 512L * 1024 * 1024;

    /// <summary>Threads for reading and sorting, 1 or more; default 2.</summary>
    public int Threads { get; init; } = 2;

    /// <summary>
    /// Where each reading makes a folder for what does not fit into memory, and removes it when it ends; by default the system's temporary folder.
    /// </summary>
    public string? SpillFolder { get; init; }

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Threads, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MemoryBytes, Threads * LeastPerThread);
    }
}
