namespace OrleansML.Monitoring;

/// <summary>How an objective was kept within a window.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.SloWindowStatus")]
public sealed record SloWindowStatus
{
    /// <summary>Name of the window: <c>5m</c>, <c>30m</c>, <c>1h</c> or <c>6h</c>.</summary>
    [Id(0)]
    public required string Window { get; init; }

    /// <summary>Requests that count.</summary>
    [Id(1)]
    public required long Requests { get; init; }

    /// <summary>Those that missed the objective.</summary>
    [Id(2)]
    public required long Bad { get; init; }

    /// <summary>How many times faster than allowed the error budget is spent; 0 without requests.</summary>
    [Id(3)]
    public required double BurnRate { get; init; }
}
