namespace Orleans.Runtime;

/// <summary>Which tick of a reminder this is.</summary>
[GenerateSerializer]
[Immutable]
public readonly record struct TickStatus
{
    /// <summary>Makes the status of a tick; the times are in UTC.</summary>
    public TickStatus(DateTime firstTickTime, TimeSpan period, DateTime timeStamp)
    {
        FirstTickTime = firstTickTime;
        Period = period;
        CurrentTickTime = timeStamp;
    }

    /// <summary>The time of the first tick, in UTC.</summary>
    [Id(0)]
    public DateTime FirstTickTime { get; }

    /// <summary>Time from one tick to the next.</summary>
    [Id(1)]
    public TimeSpan Period { get; }

    /// <summary>The time of this tick, in UTC.</summary>
    [Id(2)]
    public DateTime CurrentTickTime { get; }

    /// <inheritdoc/>
    public override string ToString() => $"<{FirstTickTime:O}, {Period}, {CurrentTickTime:O}>";
}
