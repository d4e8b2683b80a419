namespace OrleansML.Scoring;

/// <summary>How a scoring job stands.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.ScoringStatus")]
public sealed record ScoringStatus
{
    /// <summary>Id of the job.</summary>
    [Id(0)]
    public required string Job { get; init; }

    /// <summary>The model that scores.</summary>
    [Id(1)]
    public required string Model { get; init; }

    /// <summary>The version that scores.</summary>
    [Id(2)]
    public required int Version { get; init; }

    /// <summary>Where it stands.</summary>
    [Id(3)]
    public required ScoringState State { get; init; }

    /// <summary>What it does or waits for, or why it ended; empty when the state says it all.</summary>
    [Id(4)]
    public string Reason { get; init; } = "";

    /// <summary>Rows that were found so far.</summary>
    [Id(5)]
    public long Rows { get; init; }

    /// <summary>Whether all rows were found.</summary>
    [Id(6)]
    public bool IsPlanComplete { get; init; }

    /// <summary>Rows that are scored, dead letters included; those of slices that are not finished count too.</summary>
    [Id(7)]
    public long RowsDone { get; init; }

    /// <summary>Rows that could not be scored and are dead letters.</summary>
    [Id(8)]
    public long DeadRows { get; init; }

    /// <summary>Slices that were found so far.</summary>
    [Id(9)]
    public int Slices { get; init; }

    /// <summary>Slices that are finished.</summary>
    [Id(10)]
    public int SlicesDone { get; init; }

    /// <summary>Leases that were given out; more than there are slices where workers were lost.</summary>
    [Id(11)]
    public int Leases { get; init; }

    /// <summary>Rows per second of late, over all workers; 0 while none computes.</summary>
    [Id(12)]
    public double RowsPerSecond { get; init; }

    /// <summary>The workers.</summary>
    [Id(13)]
    public ScoringWorkerInfo[] Workers { get; init; } = [];

    /// <summary>Rows that are computed together; 0 before it is chosen.</summary>
    [Id(14)]
    public int BatchRows { get; init; }

    /// <summary>When it was asked for.</summary>
    [Id(15)]
    public DateTimeOffset PlannedAt { get; init; }

    /// <summary>When it ended; null while it runs.</summary>
    [Id(16)]
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>What came of it; null before it is completed.</summary>
    [Id(17)]
    public ScoringOutcome? Outcome { get; init; }
}
