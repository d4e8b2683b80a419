using OrleansML.Deployments;

namespace OrleansML.Gateway.Deployments;

/// <summary>What the routers counted of one version since the deployment took its form.</summary>
public sealed record VersionFiguresInfo
{
    /// <summary>The version.</summary>
    public required int Version { get; init; }

    /// <summary>Requests that went to it.</summary>
    public required long Requests { get; init; }

    /// <summary>Those among them that it failed.</summary>
    public required long Failed { get; init; }

    /// <summary>Median time of an answer in milliseconds.</summary>
    public double? MedianMilliseconds { get; init; }

    /// <summary>The canary's quantile of the time of an answer in milliseconds; without a canary the 0.95.</summary>
    public double? QuantileMilliseconds { get; init; }

    /// <summary>Converts what the deployment knows.</summary>
    public static VersionFiguresInfo From(VersionFigures figures) => new()
    {
        Version = figures.Version,
        Requests = figures.Requests,
        Failed = figures.Failed,
        MedianMilliseconds = figures.Median?.TotalMilliseconds,
        QuantileMilliseconds = figures.Quantile?.TotalMilliseconds,
    };
}
