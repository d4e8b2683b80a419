using OrleansML.Monitoring;

namespace OrleansML.Gateway.Monitoring;

/// <summary>How one objective is kept.</summary>
public sealed record SloObjectiveInfo
{
    /// <summary><c>availability</c>: requests that are answered; <c>latency</c>: answers that come in time.</summary>
    public required string Objective { get; init; }

    /// <summary>Share of requests that are to keep it.</summary>
    public required double Target { get; init; }

    /// <summary>The time that answers are to keep; left out for availability.</summary>
    public double? LatencyMilliseconds { get; init; }

    /// <summary>What the burn rates call for: <c>none</c>, <c>ticket</c> or <c>page</c>.</summary>
    public required string Alert { get; init; }

    /// <summary>The windows, from the shortest.</summary>
    public required SloWindowInfo[] Windows { get; init; }

    /// <summary>Converts what the cluster says.</summary>
    public static SloObjectiveInfo From(SloObjectiveStatus status) => new()
    {
        Objective = status.Objective,
        Target = status.Target,
        LatencyMilliseconds = status.Latency?.TotalMilliseconds,
        Alert = status.Alert,
        Windows = Array.ConvertAll(status.Windows, SloWindowInfo.From),
    };
}
