namespace OrleansML.Grains.Scoring;

/// <summary>A job that ended without a result, and keeps what it needs to go on until a time.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.ScoringLeftover")]
internal sealed record ScoringLeftover([property: Id(0)] string Job, [property: Id(1)] DateTimeOffset Until);
