namespace OrleansML.Scoring;

/// <summary>What a job would do, from a sample of its input. Nothing is written.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.ScoringEstimate")]
public sealed record ScoringEstimate
{
    /// <summary>The version that would score.</summary>
    [Id(0)]
    public required int Version { get; init; }

    /// <summary>Rows of the input.</summary>
    [Id(1)]
    public required long Rows { get; init; }

    /// <summary>Whether they were counted; otherwise their number is an estimate.</summary>
    [Id(2)]
    public required bool IsExact { get; init; }

    /// <summary>Slices that the rows would make.</summary>
    [Id(3)]
    public required int Slices { get; init; }

    /// <summary>Length of the input's files; 0 for what is no file.</summary>
    [Id(4)]
    public required long Bytes { get; init; }

    /// <summary>Rows that would be computed together.</summary>
    [Id(5)]
    public required int BatchRows { get; init; }

    /// <summary>Rows of the sample, which is the beginning of the input.</summary>
    [Id(6)]
    public required int SampleRows { get; init; }

    /// <summary>Rows of the sample that would be dead letters.</summary>
    [Id(7)]
    public required int SampleDeadRows { get; init; }

    /// <summary>Where the first of them is and why it would be one; empty where there is none.</summary>
    [Id(8)]
    public string SampleDeadReason { get; init; } = "";

    /// <summary>Rows per second of one worker with the sample, reading and preprocessing included.</summary>
    [Id(9)]
    public required double RowsPerSecond { get; init; }

    /// <summary>Workers that the job would have now.</summary>
    [Id(10)]
    public int Workers { get; init; }
}
