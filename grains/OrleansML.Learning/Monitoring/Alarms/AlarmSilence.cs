namespace OrleansML.Learning.Monitoring;

/// <summary>What nobody is told of, and nothing is done about, for a time. Incidents open and close meanwhile.</summary>
/// <param name="Rule">The rule; null: all.</param>
/// <param name="Segment">The segment, or columns for all of their values; null: all.</param>
/// <param name="Until">When it ends.</param>
/// <param name="Reason">Why, and by whom.</param>
internal sealed record AlarmSilence(string? Rule, string? Segment, DateTimeOffset Until, string Reason)
{
    /// <summary>Whether it holds for an incident, if it is not over.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="segments">Columns whose values are kept apart.</param>
    public bool Covers(Incident incident, IReadOnlyList<IReadOnlyList<string>> segments) =>
        (Rule is null || Rule == incident.Rule)
        && (Segment is null
            || Segment == incident.Segment
            || (MonitorSegments.ColumnsOf(segments, incident.Segment) is { } columns && MonitorSegments.NameOf(columns) == Segment));
}
