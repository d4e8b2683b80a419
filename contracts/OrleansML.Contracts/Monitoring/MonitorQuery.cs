namespace OrleansML.Monitoring;

/// <summary>What people ask of a model's windows.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.MonitorQuery")]
public sealed record MonitorQuery
{
    /// <summary>The version; null: the champion, or the newest one that has windows.</summary>
    [Id(0)]
    public int? Version { get; init; }

    /// <summary>
    /// The segment; null: the whole. One that there cannot be is refused; one that there may be and that has nothing in the time has a note in its report. Means
    /// nothing where all segments are asked for.
    /// </summary>
    [Id(1)]
    public string? Segment { get; init; }

    /// <summary>The first window starts then or later; null: 24 windows before the end.</summary>
    [Id(2)]
    public DateTimeOffset? From { get; init; }

    /// <summary>Every window starts before; null: the end of the last complete one.</summary>
    [Id(3)]
    public DateTimeOffset? Until { get; init; }

    /// <summary><c>training</c>, <c>previous</c>, <c>champion</c>, or two times with a slash between them; null: as the definition says.</summary>
    [Id(4)]
    public string? Baseline { get; init; }
}
