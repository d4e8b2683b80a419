using OrleansML.Monitoring;

namespace OrleansML.Gateway.Monitoring;

/// <summary>How an objective was kept within a window.</summary>
public sealed record SloWindowInfo
{
    /// <summary>Name of the window: <c>5m</c>, <c>30m</c>, <c>1h</c> or <c>6h</c>.</summary>
    public required string Window { get; init; }

    /// <summary>Requests that count.</summary>
    public required long Requests { get; init; }

    /// <summary>Those that missed the objective.</summary>
    public required long Bad { get; init; }

    /// <summary>How many times faster than allowed the error budget is spent; 0 without requests.</summary>
    public required double BurnRate { get; init; }

    /// <summary>Converts what the cluster says.</summary>
    public static SloWindowInfo From(SloWindowStatus status) => new()
    {
        Window = status.Window,
        Requests = status.Requests,
        Bad = status.Bad,
        BurnRate = status.BurnRate,
    };
}
