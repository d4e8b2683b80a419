namespace OrleansML.Monitoring;

/// <summary>What came of applying a definition.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.MonitorApplied")]
public sealed record MonitorApplied
{
    /// <summary>Name of the model.</summary>
    [Id(0)]
    public required string Model { get; init; }

    /// <summary>Revision of the definition in use, 0 for the default; of a dry run, the one that it would get.</summary>
    [Id(1)]
    public required int Revision { get; init; }

    /// <summary>One sentence for each change; empty when the definition is in use already.</summary>
    [Id(2)]
    public required string[] Changes { get; init; }

    /// <summary>One sentence for each thing that the definition names and there is not, at least not yet.</summary>
    [Id(3)]
    public string[] Notes { get; init; } = [];
}
