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
}
