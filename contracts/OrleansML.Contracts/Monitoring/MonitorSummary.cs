namespace OrleansML.Monitoring;

/// <summary>What a model is watched by.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.MonitorSummary")]
public sealed record MonitorSummary
{
    /// <summary>Revision of the definition, 0 for the default.</summary>
    [Id(0)]
    public required int Revision { get; init; }

    /// <summary>How long a window is that is judged.</summary>
    [Id(1)]
    public required double WindowSeconds { get; init; }

    /// <summary>What the definition compares windows with.</summary>
    [Id(2)]
    public required string Baseline { get; init; }

    /// <summary>Whose definitions of drift alarms go by.</summary>
    [Id(3)]
    public required string Profile { get; init; }

    /// <summary>Columns, or crossed columns, whose values are kept apart.</summary>
    [Id(4)]
    public required string[] Segments { get; init; }

    /// <summary>Names of the rules.</summary>
    [Id(5)]
    public required string[] Rules { get; init; }
}
