namespace OrleansML.Cluster;

/// <summary>How far a silo is emptied, in its own words.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.SiloDrainProgress")]
public sealed record SiloDrainProgress
{
    /// <summary>What it does now.</summary>
    [Id(0)]
    public required SiloDrainPhase Phase { get; init; }

    /// <summary>Replicas it held when it began.</summary>
    [Id(1)]
    public int Replicas { get; init; }

    /// <summary>Of these, those whose model another silo has loaded for them.</summary>
    [Id(2)]
    public int Preloaded { get; init; }

    /// <summary>Replicas it still holds.</summary>
    [Id(3)]
    public int Left { get; init; }

    /// <summary>Why it failed; empty otherwise.</summary>
    [Id(4)]
    public string Reason { get; init; } = "";
}
