namespace OrleansML.Learning.Pipelines;

/// <summary>Which runs are made up that came due while nothing was looking, because of an outage or a lost tick.</summary>
public sealed record CatchUpPolicy
{
    /// <summary>How late a run may start, from 1 minute to 365 days; default 1 day. An older one is missed for good.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Which of several; default the latest.</summary>
    public CatchUpRuns Runs { get; init; }

    /// <summary>With <see cref="CatchUpRuns.All"/>, how many of a trigger, the newest; 1 to 100, default 10.</summary>
    public int Most { get; init; } = 10;
}
