namespace OrleansML.Monitoring;

/// <summary>Something that was told or done because of an incident, or is to be.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.MonitorAction")]
public sealed record MonitorAction
{
    /// <summary><c>log</c>, <c>webhook</c>, <c>mail</c>, <c>pipeline</c>, <c>rollback_canary</c>, <c>feature_default</c> or <c>feature_back</c>.</summary>
    [Id(0)]
    public required string Kind { get; init; }

    /// <summary>Whom or what: an address, a pipeline, a feature; empty where there is only one.</summary>
    [Id(1)]
    public required string Target { get; init; }

    /// <summary>What became of the incident: <c>opened</c>, <c>escalated</c>, <c>kept</c> or <c>closed</c>.</summary>
    [Id(2)]
    public required string Reason { get; init; }

    /// <summary>When it was decided.</summary>
    [Id(3)]
    public required DateTimeOffset At { get; init; }

    /// <summary><c>pending</c>, <c>done</c> or <c>failed</c>.</summary>
    [Id(4)]
    public required string State { get; init; }

    /// <summary>When it was done, or given up.</summary>
    [Id(5)]
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How often it was tried.</summary>
    [Id(6)]
    public int Attempts { get; init; }

    /// <summary>What came of it, in a sentence.</summary>
    [Id(7)]
    public string Outcome { get; init; } = "";
}
