namespace OrleansML.DataTests.History;

/// <summary>An event of <see cref="NaiveHistory"/>, times in microseconds.</summary>
internal sealed record NaiveEvent(string Entity, long Ingest, long EventTime, long Created, double? Amount, long? Limit, string? Id);
