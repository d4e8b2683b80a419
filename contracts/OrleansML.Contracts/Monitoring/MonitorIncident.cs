namespace OrleansML.Monitoring;

/// <summary>A rule that is, or was, broken in a segment.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.MonitorIncident")]
public sealed record MonitorIncident
{
    /// <summary><c>model/rule/segment/window</c>.</summary>
    [Id(0)]
    public required string Id { get; init; }

    /// <summary>Name of the model.</summary>
    [Id(1)]
    public required string Model { get; init; }

    /// <summary>The version whose window opened it.</summary>
    [Id(2)]
    public required int Version { get; init; }

    /// <summary>The rule.</summary>
    [Id(3)]
    public required string Rule { get; init; }

    /// <summary>What the rule looks at, such as <c>drift</c>.</summary>
    [Id(4)]
    public required string Kind { get; init; }

    /// <summary>The segment; <c>all</c> for the whole.</summary>
    [Id(5)]
    public required string Segment { get; init; }

    /// <summary>Start of the window that opened it.</summary>
    [Id(6)]
    public required DateTimeOffset Window { get; init; }

    /// <summary>The worst that it has been: <c>info</c>, <c>warning</c> or <c>critical</c>.</summary>
    [Id(7)]
    public required string Severity { get; init; }

    /// <summary>What is wrong, in a sentence.</summary>
    [Id(8)]
    public required string Text { get; init; }

    /// <summary>When it was opened.</summary>
    [Id(9)]
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When it was closed; null: it is open.</summary>
    [Id(10)]
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Why it was closed.</summary>
    [Id(11)]
    public string? ClosedBecause { get; init; }

    /// <summary>Whether a silence holds for it now.</summary>
    [Id(12)]
    public bool IsSilenced { get; init; }

    /// <summary>The last bad window.</summary>
    [Id(13)]
    public required MonitorEvidence Evidence { get; init; }

    /// <summary>What was told and done, and what is still to be, oldest first.</summary>
    [Id(14)]
    public MonitorAction[] Actions { get; init; } = [];
}
