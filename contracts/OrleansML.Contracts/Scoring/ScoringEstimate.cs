namespace OrleansML.Scoring;

/// <summary>What a job would do, from a sample of its input. Nothing is written.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.ScoringEstimate")]
public sealed record ScoringEstimate
{
    /// <summary>The model that would score.</summary>
    [Id(0)]
    public required string Model { get; init; }

    /// <summary>The version that would score.</summary>
    [Id(1)]
    public required int Version { get; init; }

    /// <summary>Pool of silos that would score.</summary>
    [Id(2)]
    public required string Pool { get; init; }

    /// <summary>Input files, or what else the input is.</summary>
    [Id(3)]
    public required string[] Inputs { get; init; }

    /// <summary>Rows of the input; null where it cannot be known without reading all of it.</summary>
    [Id(4)]
    public long? Rows { get; init; }

    /// <summary>Slices that the rows would make; null where their number is not known.</summary>
    [Id(5)]
    public int? Slices { get; init; }

    /// <summary>Rows that would be computed together.</summary>
    [Id(6)]
    public required int BatchRows { get; init; }

    /// <summary>Rows of the sample, which is the beginning of the input.</summary>
    [Id(7)]
    public required int SampleRows { get; init; }

    /// <summary>Rows of the sample that would be dead letters.</summary>
    [Id(8)]
    public required int SampleDeadRows { get; init; }

    /// <summary>Why the first of them would be one; empty where there is none.</summary>
    [Id(9)]
    public string SampleDeadReason { get; init; } = "";

    /// <summary>Rows per second of one worker, reading and preprocessing included, as measured with the sample.</summary>
    [Id(10)]
    public required double RowsPerSecond { get; init; }

    /// <summary>Workers that the job would have now.</summary>
    [Id(11)]
    public required int Workers { get; init; }
}
