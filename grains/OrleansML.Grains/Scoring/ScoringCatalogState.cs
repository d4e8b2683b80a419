namespace OrleansML.Grains.Scoring;

/// <summary>What is stored of the catalog of jobs. Every change gives a new state; one that changes nothing gives the same.</summary>
[GenerateSerializer, Alias("OrleansML.ScoringCatalogState")]
internal sealed record ScoringCatalogState
{
    /// <summary>All jobs, newest last.</summary>
    [Id(0)]
    public string[] Jobs { get; init; } = [];

    /// <summary>Those that have not ended, newest last.</summary>
    [Id(1)]
    public string[] Active { get; init; } = [];

    /// <summary>Those that ended without a result and can be resumed, at most one entry for each.</summary>
    [Id(2)]
    public ScoringLeftover[] Kept { get; init; } = [];

    /// <summary>The state after a job has begun or ended.</summary>
    public ScoringCatalogState WithActive(string job, bool isActive) => Active.Contains(job) == isActive
        ? this
        : this with { Active = isActive ? [.. Active, job] : [.. Active.Where(active => active != job)] };

    /// <summary>The state in which a job keeps what it needs until a time; null: it keeps nothing.</summary>
    public ScoringCatalogState WithKept(string job, DateTimeOffset? until) => Array.Find(Kept, kept => kept.Job == job)?.Until == until
        ? this
        : this with { Kept = [.. Kept.Where(kept => kept.Job != job), .. until is { } time ? [new ScoringLeftover(job, time)] : Array.Empty<ScoringLeftover>()] };
}
