namespace OrleansML.Training;

/// <summary>What was gathered for a run: artifacts that no later change of the sources touches.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.TrainingMaterials")]
public sealed record TrainingMaterials
{
    /// <summary>What every worker starts from.</summary>
    [Id(0)]
    public required TrainingWorkerSetup Setup { get; init; }

    /// <summary>SHA-256 of the Parquet files with the rows to learn from, to validate on, and to be judged on.</summary>
    [Id(1)]
    public required string[] Parts { get; init; }

    /// <summary>The table that they form, as JSON.</summary>
    [Id(2)]
    public required string Table { get; init; }

    /// <summary>Rows of the three.</summary>
    [Id(3)]
    public required long[] Rows { get; init; }

    /// <summary>Steps of an epoch.</summary>
    [Id(4)]
    public required long StepsPerEpoch { get; init; }

    /// <summary>Most epochs.</summary>
    [Id(5)]
    public required int Epochs { get; init; }

    /// <summary>Parts that each step is computed in.</summary>
    [Id(6)]
    public required int Shards { get; init; }

    /// <summary>SHA-256 of the package that training began with; null when it began with a new network or a file.</summary>
    [Id(7)]
    public string? Parent { get; init; }

    /// <summary>How the model's inputs are made of the columns, in YAML.</summary>
    [Id(8)]
    public required string Preprocessing { get; init; }
}
