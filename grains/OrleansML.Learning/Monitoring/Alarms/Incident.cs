namespace OrleansML.Learning.Monitoring;

/// <summary>A rule that is, or was, broken in a segment.</summary>
internal sealed record Incident
{
    /// <summary><c>model/rule/segment/window-start</c>: who acts on it can tell it from every other.</summary>
    public required string Id { get; init; }

    /// <summary>The rule.</summary>
    public required string Rule { get; init; }

    /// <summary>The segment.</summary>
    public required string Segment { get; init; }

    /// <summary>Start of the window that opened it.</summary>
    public required DateTimeOffset Window { get; init; }

    /// <summary>The worst that it has been.</summary>
    public required AlarmSeverity Severity { get; init; }

    /// <summary>When it was opened.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When it was closed; null: it is open.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Why it was closed.</summary>
    public string? ClosedBecause { get; init; }

    /// <summary>The last bad window.</summary>
    public required AlarmEvidence Evidence { get; init; }

    /// <summary>When people were told last; null: never.</summary>
    public DateTimeOffset? ToldAt { get; init; }

    /// <summary>What they were told that it is; null: nothing.</summary>
    public AlarmSeverity? ToldSeverity { get; init; }

    /// <summary>Whether the actions of the definition were asked for.</summary>
    public bool IsActedOn { get; init; }
}
