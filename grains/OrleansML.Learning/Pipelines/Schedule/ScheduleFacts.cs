namespace OrleansML.Learning.Pipelines;

/// <summary>What happened beside the passing of time. The same fact may come twice, late, and in any order.</summary>
internal sealed record ScheduleFacts
{
    public static readonly ScheduleFacts None = new();

    public IReadOnlyList<RowCount> RowCounts { get; init; } = [];

    public IReadOnlyList<RaisedAlarm> Alarms { get; init; } = [];

    public IReadOnlyList<RunRequest> Requests { get; init; } = [];

    public IReadOnlyList<BackfillRequest> Backfills { get; init; } = [];
}
