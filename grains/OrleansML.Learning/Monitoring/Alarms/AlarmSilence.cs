namespace OrleansML.Learning.Monitoring;

/// <summary>What nobody is told of, and nothing is done about, for a time. Incidents open and close meanwhile.</summary>
/// <param name="Rule">The rule; null: all.</param>
/// <param name="Segment">The segment, or columns for all of their values; null: all.</param>
/// <param name="Until">When it ends.</param>
/// <param name="Reason">Why, and by whom.</param>
internal sealed record AlarmSilence(string? Rule, string? Segment, DateTimeOffset Until, string Reason);
