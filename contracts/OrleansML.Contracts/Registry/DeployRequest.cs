using OrleansML.Deployments;

namespace OrleansML.Registry;

/// <summary>Asks to store what a deployment decided.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.DeployRequest")]
public sealed record DeployRequest
{
    /// <summary>What happened, for the history: <c>deployed</c>, <c>promoted</c> or <c>rolled-back</c>.</summary>
    [Id(0)]
    public required string Action { get; init; }

    /// <summary>The champion from now on.</summary>
    [Id(1)]
    public required int Champion { get; init; }

    /// <summary>How requests are shared out from now on; null for the champion alone.</summary>
    [Id(2)]
    public DeploymentPlan? Plan { get; init; }

    /// <summary>Who, why, and on top of which revision.</summary>
    [Id(3)]
    public required DeploymentChange Change { get; init; }
}
