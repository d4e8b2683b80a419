using OrleansML.Deployments;

namespace OrleansML.Registry;

/// <summary>What a router needs to know of a model, as of one revision.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.ServingSnapshot")]
public sealed record ServingSnapshot
{
    /// <summary>Name of the model.</summary>
    [Id(0)]
    public required string Model { get; init; }

    /// <summary>Grows with every change; 0 for a model nobody registered.</summary>
    [Id(1)]
    public required long Revision { get; init; }

    /// <summary>Version that answers requests which name none; 0 when there is none.</summary>
    [Id(2)]
    public required int Champion { get; init; }

    /// <summary>The versions in ascending order.</summary>
    [Id(3)]
    public required ModelVersion[] Versions { get; init; }

    /// <summary>How requests that name no version are shared out; null for the champion alone.</summary>
    [Id(4)]
    public DeploymentPlan? Plan { get; init; }

    /// <summary>Names of versions in ordinal order, <see cref="AliasName.Champion"/> not among them.</summary>
    [Id(5)]
    public ModelAlias[] Aliases { get; init; } = [];

    /// <summary>Revision in which champion or plan last changed.</summary>
    [Id(6)]
    public long DeploymentRevision { get; init; }

    /// <summary>The given version, or null.</summary>
    public ModelVersion? Find(int version)
    {
        foreach (var candidate in Versions)
        {
            if (candidate.Version == version)
                return candidate;
        }

        return null;
    }

    /// <summary>The version that an alias stands for; null where it stands for none.</summary>
    public int? VersionOf(string alias)
    {
        if (alias == AliasName.Champion)
            return Champion == 0 ? null : Champion;

        foreach (var candidate in Aliases)
        {
            if (candidate.Name == alias)
                return candidate.Version;
        }

        return null;
    }
}
