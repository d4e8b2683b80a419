namespace OrleansML.Learning.Features;

/// <summary>A source of a group of fields.</summary>
public sealed record FeatureSource
{
    /// <summary>Name, unique in its view.</summary>
    public required string Name { get; init; }

    /// <summary>Kind of the source.</summary>
    public required SourceKind Kind { get; init; }

    /// <summary>When values are fetched.</summary>
    public required SourceMode Mode { get; init; }

    /// <summary>Longest time one call to the source may take, 1 ms to 1 min; default 1 s. Zero for sources that deliver.</summary>
    public TimeSpan Timeout { get; init; }

    /// <summary>Time between two background fetches, 100 ms to 1 d; default 1 min. Zero when there are none.</summary>
    public TimeSpan Interval { get; init; }

    /// <summary>
    /// Column of the event time. Empty: the time of reading or arrival. A time to live counts from the event time, so a column that tells when
    /// a value last changed, not when it was last known to be right, needs a time to live of that length.
    /// </summary>
    public string EventTime { get; init; } = "";

    /// <summary>Column of the time at which the value was written down; it decides between two values of one event time. Empty: the time of arrival.</summary>
    public string CreatedTime { get; init; } = "";

    /// <summary>Column of the event's id, by which a repeated delivery is known. Empty: repeated deliveries count again in windows.</summary>
    public string EventId { get; init; } = "";

    /// <summary>Settings of the kind, by key; secrets stand as <c>${secret:NAME}</c>, never as their value.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);
}
