using OrleansML.Monitoring;

namespace OrleansML.Gateway.Monitoring;

/// <summary>A rule that is, or was, broken in a segment.</summary>
public sealed record MonitorIncidentInfo
{
    /// <summary><c>model/rule/segment/window</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The version whose window opened it.</summary>
    public required int Version { get; init; }

    /// <summary>The rule.</summary>
    public required string Rule { get; init; }

    /// <summary>What the rule looks at, such as <c>drift</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The segment; <c>all</c> for the whole.</summary>
    public required string Segment { get; init; }

    /// <summary><c>open</c> or <c>closed</c>.</summary>
    public required string State { get; init; }

    /// <summary>The worst that it has been: <c>info</c>, <c>warning</c> or <c>critical</c>.</summary>
    public required string Severity { get; init; }

    /// <summary>What is wrong, in a sentence.</summary>
    public required string Text { get; init; }

    /// <summary>Start of the window that opened it.</summary>
    public required DateTimeOffset Window { get; init; }

    /// <summary>When it was opened.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When it was closed; left out while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Why it was closed.</summary>
    public string? ClosedBecause { get; init; }

    /// <summary>Whether a silence holds for it now.</summary>
    public required bool IsSilenced { get; init; }

    /// <summary>The last bad window.</summary>
    public required MonitorEvidenceInfo Evidence { get; init; }

    /// <summary>What was told and done, and what is still to be, oldest first.</summary>
    public required MonitorAction[] Actions { get; init; }

    /// <summary>Converts what the cluster says.</summary>
    public static MonitorIncidentInfo From(MonitorIncident incident) => new()
    {
        Id = incident.Id,
        Version = incident.Version,
        Rule = incident.Rule,
        Kind = incident.Kind,
        Segment = incident.Segment,
        State = incident.ClosedAt is null ? "open" : "closed",
        Severity = incident.Severity,
        Text = incident.Text,
        Window = incident.Window,
        OpenedAt = incident.OpenedAt,
        ClosedAt = incident.ClosedAt,
        ClosedBecause = incident.ClosedBecause,
        IsSilenced = incident.IsSilenced,
        Evidence = MonitorEvidenceInfo.Of(incident.Evidence),
        Actions = incident.Actions,
    };
}
