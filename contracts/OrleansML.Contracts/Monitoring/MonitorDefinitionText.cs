namespace OrleansML.Monitoring;

/// <summary>The definition in use.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.MonitorDefinitionText")]
public sealed record MonitorDefinitionText
{
    /// <summary>Name of the model.</summary>
    [Id(0)]
    public required string Model { get; init; }

    /// <summary>In YAML: as it was applied, or the default one with its rules.</summary>
    [Id(1)]
    public required string Definition { get; init; }

    /// <summary>From 1; 0 for the default.</summary>
    [Id(2)]
    public required int Revision { get; init; }

    /// <summary>When it was applied; null for the default.</summary>
    [Id(3)]
    public DateTimeOffset? AppliedAt { get; init; }

    /// <summary>Who applied it; empty when nobody said.</summary>
    [Id(4)]
    public string Actor { get; init; } = "";
}
