namespace OrleansML.Deployments;

/// <summary>
/// What one router counted since the deployment took its form. Counts never start anew under one revision, so a report that gets lost, doubled or
/// late changes nothing, and a deployment that moved to another silo has everything again a second later.
/// </summary>
[GenerateSerializer, Immutable, Alias("OrleansML.RouterReport")]
public sealed record RouterReport
{
    /// <summary>Id of the router.</summary>
    [Id(0)]
    public required Guid Router { get; init; }

    /// <summary>Revision of the deployment that the counts belong to.</summary>
    [Id(1)]
    public required long Revision { get; init; }

    /// <summary>The versions with a share.</summary>
    [Id(2)]
    public required VersionCounts[] Versions { get; init; }

    /// <summary>The shadow version; null where there is none.</summary>
    [Id(3)]
    public ShadowFigures? Shadow { get; init; }
}
