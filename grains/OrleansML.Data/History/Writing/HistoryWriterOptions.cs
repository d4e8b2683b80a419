namespace OrleansML.Data.History;

/// <summary>How a <see cref="HistoryWriter"/> buffers and how large its files get.</summary>
public sealed record HistoryWriterOptions
{
    /// <summary>Name of this silo, unique among those that write to the root at one time: 1 to 100 of a-z, A-Z, 0-9, '_', '-' and '.', not starting with '.'.</summary>
    public required string Silo { get; init; }

    /// <summary>Rows that may wait for the writing thread, 1 to 10,000,000; default 65,536. Further ones are dropped and counted.</summary>
    public int Capacity { get; init; } = 65_536;

    /// <summary>Rows at which a file is closed, 1 to 10,000,000; default 250,000.</summary>
    public int RowsPerFile { get; init; } = 250_000;

    /// <summary>Age at which a file is closed, 100 ms to 1 d; default 1 min. With <see cref="RowsPerFile"/> it bounds what a crash can lose.</summary>
    public TimeSpan MaximumAge { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>A file of a past day below this many bytes is merged with others of its day, 0 (never) to 1 GiB; default 16 MiB.</summary>
    public long CompactBelowBytes { get; init; } = 16 << 20;

    /// <summary>Memory that DuckDB may use for writing, 64 MiB to 64 GiB; default 1 GiB.</summary>
    public long MemoryLimit { get; init; } = 1L << 30;

    internal IEnumerable<string> Violations()
    {
        if (Silo.Length is 0 or > 100 || Silo[0] == '.' || !Silo.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-' or '.'))
            yield return $"{nameof(Silo)} is '{Silo}'; 1 to 100 of a-z, A-Z, 0-9, '_', '-' and '.' are allowed, not starting with '.'";
        if (Capacity is < 1 or > 10_000_000)
            yield return $"{nameof(Capacity)} is {Capacity}; 1 to 10,000,000 is allowed";
        if (RowsPerFile is < 1 or > 10_000_000)
            yield return $"{nameof(RowsPerFile)} is {RowsPerFile}; 1 to 10,000,000 is allowed";
        if (MaximumAge < TimeSpan.FromMilliseconds(100) || MaximumAge > TimeSpan.FromDays(1))
            yield return $"{nameof(MaximumAge)} is {MaximumAge}; 100 ms to 1 d is allowed";
        if (CompactBelowBytes is < 0 or > 1L << 30)
            yield return $"{nameof(CompactBelowBytes)} is {CompactBelowBytes}; 0 to {1L << 30} is allowed";
        if (MemoryLimit is < 64L << 20 or > 64L << 30)
            yield return $"{nameof(MemoryLimit)} is {MemoryLimit}; {64L << 20} to {64L << 30} is allowed";
    }
}
