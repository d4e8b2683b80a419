namespace OrleansML.Scoring;

/// <summary>Rows that one worker scores at a time, and that become one part of the result.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.ScoringRange")]
public sealed record ScoringRange
{
    /// <summary>Its place in the plan, from 0.</summary>
    [Id(0)]
    public required int Index { get; init; }

    /// <summary>Its first row, counted over the whole input, from 0.</summary>
    [Id(1)]
    public required long FirstRow { get; init; }

    /// <summary>How many rows.</summary>
    [Id(2)]
    public required int Rows { get; init; }

    /// <summary>The Parquet file that holds them.</summary>
    [Id(3)]
    public required string File { get; init; }

    /// <summary>Its first row, counted in that file, from 0.</summary>
    [Id(4)]
    public required long FirstRowOfFile { get; init; }
}
