namespace OrleansML.Deployments;

/// <summary>How requests that name no version are shared out. A model without a plan is answered by its champion alone.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.DeploymentPlan")]
public sealed record DeploymentPlan
{
    /// <summary>
    /// The versions and their shares, 100 together. An entity keeps its version while the shares stay, and one that went to the first version
    /// keeps going there when that version's share grows.
    /// </summary>
    [Id(0)]
    public required VersionWeight[] Weights { get; init; }

    /// <summary>The version that is asked as well; null for none.</summary>
    [Id(1)]
    public ShadowPlan? Shadow { get; init; }

    /// <summary>The version that is to become champion; null for none.</summary>
    [Id(2)]
    public CanaryPlan? Canary { get; init; }
}
