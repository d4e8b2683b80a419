namespace OrleansML.Grains.Scoring;

/// <summary>What is stored of the catalog of jobs.</summary>
[GenerateSerializer, Alias("OrleansML.ScoringCatalogState")]
internal sealed record ScoringCatalogState
{
    /// <summary>All jobs, newest last.</summary>
    [Id(0)]
    public string[] Jobs { get; init; } = [];

    /// <summary>Those that have not ended, newest last.</summary>
    [Id(1)]
    public string[] Active { get; init; } = [];
}
