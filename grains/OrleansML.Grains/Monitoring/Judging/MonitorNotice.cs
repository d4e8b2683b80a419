using OrleansML.Learning.Monitoring;

namespace OrleansML.Grains.Monitoring;

/// <summary>What became of an incident, as web hooks are sent it.</summary>
internal sealed record MonitorNotice
{
    /// <summary><c>opened</c>, <c>escalated</c>, <c>kept</c> or <c>closed</c>.</summary>
    public required AlarmTransitionKind Event { get; init; }

    /// <summary>Id of the incident.</summary>
    public required string Incident { get; init; }

    public required string Model { get; init; }

    public required int Version { get; init; }

    public required string Rule { get; init; }

    public required MonitorRuleKind Kind { get; init; }

    public required string Segment { get; init; }

    public required AlarmSeverity Severity { get; init; }

    /// <summary>Start of the window that opened it.</summary>
    public required DateTimeOffset Window { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What is wrong, or why it is over, in a sentence.</summary>
    public required string Text { get; init; }

    /// <summary>The last bad window.</summary>
    public required AlarmEvidence Evidence { get; init; }
}
