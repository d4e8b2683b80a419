namespace OrleansML.Monitoring;

/// <summary>How a model keeps its service level objectives.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.SloStatus")]
public sealed record SloStatus
{
    /// <summary>Name of the model.</summary>
    [Id(0)]
    public required string Model { get; init; }

    /// <summary>The objectives; empty when the manifest has none.</summary>
    [Id(1)]
    public required SloObjectiveStatus[] Objectives { get; init; }

    /// <summary>Silos whose requests are counted.</summary>
    [Id(2)]
    public required int Silos { get; init; }

    /// <summary>Active silos that did not answer, whose requests are missing.</summary>
    [Id(3)]
    public required string[] SilentSilos { get; init; }
}
