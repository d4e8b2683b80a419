namespace Orleans.Runtime;

/// <summary>An activation and where it is.</summary>
[GenerateSerializer]
[Immutable]
public sealed class DetailedGrainStatistic
{
    /// <summary>The full name of the grain class.</summary>
    [Id(0)]
    public string GrainType { get; init; } = null!;

    /// <summary>The silo of the activation.</summary>
    [Id(1)]
    public SiloAddress SiloAddress { get; init; } = null!;

    /// <summary>The identity of the grain.</summary>
    [Id(2)]
    public GrainId GrainId { get; init; }
}
