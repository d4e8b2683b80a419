namespace OrleansML.Data.History;

/// <summary>What reading a history may use.</summary>
public sealed record HistoryQueryOptions
{
    /// <summary>Threads, 1 to 1,024; default as many as there are processors.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Memory that DuckDB may use before it spills to disk, 256 MiB to 1 TiB; default 4 GiB.</summary>
    public long MemoryLimit { get; init; } = 4L << 30;

    /// <summary>Where to spill; null: the directory for temporary files of this machine. What is spilled is removed at the end.</summary>
    public string? SpillDirectory { get; init; }

    internal IEnumerable<string> Violations()
    {
        if (Threads is < 1 or > 1024)
            yield return $"{nameof(Threads)} is {Threads}; 1 to 1,024 is allowed";
        if (MemoryLimit is < 256L << 20 or > 1L << 40)
            yield return $"{nameof(MemoryLimit)} is {MemoryLimit}; {256L << 20} to {1L << 40} is allowed";
    }
}
