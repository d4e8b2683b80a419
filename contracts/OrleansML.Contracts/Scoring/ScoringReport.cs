namespace OrleansML.Scoring;

/// <summary>What a worker says of itself, and what it asks for.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.ScoringReport")]
public sealed record ScoringReport
{
    /// <summary>Its slot, from 0.</summary>
    [Id(0)]
    public required int Slot { get; init; }

    /// <summary>Another after each restart.</summary>
    [Id(1)]
    public required Guid Incarnation { get; init; }

    /// <summary>Address of the silo that it is on.</summary>
    [Id(2)]
    public required string Silo { get; init; }

    /// <summary>Slices that it holds.</summary>
    [Id(3)]
    public required int[] Held { get; init; }

    /// <summary>Rows that it has scored of slices that are not finished.</summary>
    [Id(4)]
    public required long RowsUnderWay { get; init; }

    /// <summary>How many more slices it would take.</summary>
    [Id(5)]
    public required int Credit { get; init; }

    /// <summary>Parts that it has written and that are not known to count.</summary>
    [Id(6)]
    public ScoredPart[] Parts { get; init; } = [];

    /// <summary>Why it cannot go on; empty while it can.</summary>
    [Id(7)]
    public string Failure { get; init; } = "";

    /// <summary>Whether any other worker would fail in the same way.</summary>
    [Id(8)]
    public bool FailsJob { get; init; }

    /// <summary>Rows per second of late.</summary>
    [Id(9)]
    public double RowsPerSecond { get; init; }
}
