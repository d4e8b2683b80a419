namespace OrleansML.Cluster;

/// <summary>What a silo found when it checked itself.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.SiloHealth")]
public sealed record SiloHealth
{
    /// <summary>The silo that answers, as address text.</summary>
    [Id(0)]
    public required string Silo { get; init; }

    /// <summary>What is wrong and what to do, one sentence each; empty when nothing is.</summary>
    [Id(1)]
    public required string[] Problems { get; init; }
}
