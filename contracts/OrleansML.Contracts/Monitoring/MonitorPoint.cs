namespace OrleansML.Monitoring;

/// <summary>One window of a time.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.MonitorPoint")]
public sealed record MonitorPoint
{
    /// <summary>Its start.</summary>
    [Id(0)]
    public required DateTimeOffset Start { get; init; }

    /// <summary>Its end, exclusive.</summary>
    [Id(1)]
    public required DateTimeOffset End { get; init; }

    /// <summary>Rows that were predicted.</summary>
    [Id(2)]
    public required long Rows { get; init; }

    /// <summary>Share of requests that failed; null without requests.</summary>
    [Id(3)]
    public double? FailedShare { get; init; }

    /// <summary>99 % of the answers took at most so long.</summary>
    [Id(4)]
    public double? P99Milliseconds { get; init; }

    /// <summary>The column that lies farthest from the baseline; null where that cannot be said of any.</summary>
    [Id(5)]
    public string? Column { get; init; }

    /// <summary>Its population stability index.</summary>
    [Id(6)]
    public double? Psi { get; init; }

    /// <summary>How good the predictions were by the main metric of the task; null where that cannot be said.</summary>
    [Id(7)]
    public double? Performance { get; init; }

    /// <summary>The main metric; null where no labels came.</summary>
    [Id(8)]
    public string? Metric { get; init; }
}
