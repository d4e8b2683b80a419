namespace OrleansML.Deployments;

/// <summary>What serves a model, and what its routers counted since that is so.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.DeploymentStatus")]
public sealed record DeploymentStatus
{
    /// <summary>Name of the model.</summary>
    [Id(0)]
    public required string Model { get; init; }

    /// <summary>Grows whenever champion or plan change.</summary>
    [Id(1)]
    public required long Revision { get; init; }

    /// <summary>The champion.</summary>
    [Id(2)]
    public required int Champion { get; init; }

    /// <summary>Shares, shadow and canary; null where the champion answers alone.</summary>
    [Id(3)]
    public DeploymentPlan? Plan { get; init; }

    /// <summary>Figures of the versions with a share, counted while there is a canary or shadow.</summary>
    [Id(4)]
    public VersionFigures[] Versions { get; init; } = [];

    /// <summary>Figures of the shadow version; null where there is none.</summary>
    [Id(5)]
    public ShadowFigures? Shadow { get; init; }

    /// <summary>What the canary waits for, or what goes against it; null where there is none.</summary>
    [Id(6)]
    public string? CanaryState { get; init; }
}
