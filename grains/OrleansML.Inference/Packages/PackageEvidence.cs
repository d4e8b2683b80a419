namespace OrleansML.Inference.Packages;

/// <summary>What a model package tells of the model's training, each in JSON; null where it tells nothing.</summary>
public sealed record PackageEvidence
{
    /// <summary><c>profile.json</c>: the rows that the model was trained on, and what it said of those that it was judged on.</summary>
    public byte[]? Profile { get; init; }

    /// <summary><c>metrics.json</c>: how good the model is, on all rows and by segment.</summary>
    public byte[]? Metrics { get; init; }

    /// <summary><c>lineage.json</c>: the data, definition and seed that it came from.</summary>
    public byte[]? Lineage { get; init; }
}
