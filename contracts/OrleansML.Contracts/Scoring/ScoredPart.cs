namespace OrleansML.Scoring;

/// <summary>A part of the result that a worker has written and flushed to disk.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.ScoredPart")]
public sealed record ScoredPart
{
    /// <summary>Its slice.</summary>
    [Id(0)]
    public required int Slice { get; init; }

    /// <summary>Name of its file; empty where every row of the slice is a dead letter.</summary>
    [Id(1)]
    public required string File { get; init; }

    /// <summary>SHA-256 of the file in lower-case hexadecimal.</summary>
    [Id(2)]
    public required string Sha256 { get; init; }

    /// <summary>Rows in the file.</summary>
    [Id(3)]
    public required int Rows { get; init; }

    /// <summary>Name of the file with the dead letters of the slice; empty where there is none.</summary>
    [Id(4)]
    public string DeadFile { get; init; } = "";

    /// <summary>SHA-256 of the dead letters' file in lower-case hexadecimal.</summary>
    [Id(5)]
    public string DeadSha256 { get; init; } = "";

    /// <summary>Rows that are dead letters.</summary>
    [Id(6)]
    public int DeadRows { get; init; }

    /// <summary>Where the first of them is and why it is one; empty where there is none.</summary>
    [Id(7)]
    public string DeadReason { get; init; } = "";

    /// <summary>Length of the file in bytes.</summary>
    [Id(8)]
    public required long Bytes { get; init; }

    /// <summary>Number of the lease that it was written under.</summary>
    [Id(9)]
    public required int Attempt { get; init; }
}
