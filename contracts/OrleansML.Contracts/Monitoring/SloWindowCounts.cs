namespace OrleansML.Monitoring;

/// <summary>Requests that an objective judged within a window. Those of several silos add up.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.SloWindowCounts")]
public sealed record SloWindowCounts
{
    /// <summary><c>availability</c> or <c>latency</c>.</summary>
    [Id(0)]
    public required string Objective { get; init; }

    /// <summary>Name of the window: <c>5m</c>, <c>30m</c>, <c>1h</c> or <c>6h</c>.</summary>
    [Id(1)]
    public required string Window { get; init; }

    /// <summary>Requests that count.</summary>
    [Id(2)]
    public required long Requests { get; init; }

    /// <summary>Those that missed the objective.</summary>
    [Id(3)]
    public required long Bad { get; init; }

    /// <summary>How many might have.</summary>
    [Id(4)]
    public required double Allowed { get; init; }
}
