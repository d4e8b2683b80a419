using OrleansML.Deployments;

namespace OrleansML.Gateway.Deployments;

/// <summary>What serves a model.</summary>
public sealed record DeploymentInfo
{
    /// <summary>Name of the model.</summary>
    public required string Model { get; init; }

    /// <summary>Grows whenever champion, shares, shadow or canary change.</summary>
    public required long Revision { get; init; }

    /// <summary>The champion.</summary>
    public required int Champion { get; init; }

    /// <summary>How the requests that name no version are shared out, 100 together.</summary>
    public required WeightInfo[] Weights { get; init; }

    /// <summary>Figures of those versions while there is a canary or shadow, a second old at most.</summary>
    public required VersionFiguresInfo[] Figures { get; init; }

    /// <summary>The shadow; left out where there is none.</summary>
    public ShadowInfo? Shadow { get; init; }

    /// <summary>The canary; left out where there is none.</summary>
    public CanaryInfo? Canary { get; init; }

    /// <summary>Converts what the deployment knows.</summary>
    public static DeploymentInfo From(DeploymentStatus status) => new()
    {
        Model = status.Model,
        Revision = status.Revision,
        Champion = status.Champion,
        Weights = status.Plan is { } plan ? Array.ConvertAll(plan.Weights, WeightInfo.From) : [new WeightInfo(status.Champion, 100)],
        Figures = Array.ConvertAll(status.Versions, VersionFiguresInfo.From),
        Shadow = status.Plan?.Shadow is { } shadow ? ShadowInfo.From(shadow, status.Shadow ?? new ShadowFigures()) : null,
        Canary = status.Plan?.Canary is { } canary ? CanaryInfo.From(canary, status.CanaryState ?? "") : null,
    };
}
