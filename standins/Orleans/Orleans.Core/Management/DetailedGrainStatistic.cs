namespace Orleans.Runtime;

/// <summary>An activation and where it is.</summary>
[GenerateSerializer]
[Immutable]
public sealed class DetailedGrainStatistic
{
    [Id(0)]
    public string GrainType { get; init; } = null!;

    [Id(1)]
    public SiloAddress SiloAddress { get; init; } = null!;

    [Id(2)]
    public GrainId GrainId { get; init; }
}
