namespace OrleansML.Monitoring;

/// <summary>How one objective is kept.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.SloObjectiveStatus")]
public sealed record SloObjectiveStatus
{
    /// <summary><c>availability</c>: requests that are answered; <c>latency</c>: answers that come in time.</summary>
    [Id(0)]
    public required string Objective { get; init; }

    /// <summary>Share of requests that are to keep it.</summary>
    [Id(1)]
    public required double Target { get; init; }

    /// <summary>The time that answers are to keep; null for availability.</summary>
    [Id(2)]
    public TimeSpan? Latency { get; init; }

    /// <summary>What the burn rates call for: <c>none</c>, <c>ticket</c> or <c>page</c>.</summary>
    [Id(3)]
    public required string Alert { get; init; }

    /// <summary>The windows, from the shortest.</summary>
    [Id(4)]
    public required SloWindowStatus[] Windows { get; init; }
}
