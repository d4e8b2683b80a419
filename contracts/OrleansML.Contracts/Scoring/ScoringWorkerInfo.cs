namespace OrleansML.Scoring;

/// <summary>A worker of a job, as its coordinator sees it.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.ScoringWorkerInfo")]
public sealed record ScoringWorkerInfo
{
    /// <summary>Its slot, from 0.</summary>
    [Id(0)]
    public required int Slot { get; init; }

    /// <summary>Address of the silo that it is on.</summary>
    [Id(1)]
    public required string Silo { get; init; }

    /// <summary>Slices that it holds.</summary>
    [Id(2)]
    public required int[] Held { get; init; }
}
