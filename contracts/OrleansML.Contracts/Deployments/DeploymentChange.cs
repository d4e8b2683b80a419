namespace OrleansML.Deployments;

/// <summary>Who changes a deployment, why, and on top of what.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.DeploymentChange")]
public sealed record DeploymentChange
{
    /// <summary>Longest reason, actor and evidence, in characters.</summary>
    public const int MaximumTextLength = 1000;

    /// <summary>Id of the operation, the same for every repetition: what happened does not happen again.</summary>
    [Id(0)]
    public required Guid Operation { get; init; }

    /// <summary>Why, for the history.</summary>
    [Id(1)]
    public string Reason { get; init; } = "";

    /// <summary>Who asked, for the history; null when nobody said.</summary>
    [Id(2)]
    public string? Actor { get; init; }

    /// <summary>Digest of the record that speaks for the change, such as a gate's verdict; null for none.</summary>
    [Id(3)]
    public string? Evidence { get; init; }

    /// <summary>The deployment's revision that the change is meant for; null to change whatever there is.</summary>
    [Id(4)]
    public long? ExpectedRevision { get; init; }
}
