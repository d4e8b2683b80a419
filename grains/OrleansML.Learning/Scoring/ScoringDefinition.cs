namespace OrleansML.Learning.Scoring;

/// <summary>What one batch scoring does: which rows, which model, and where its scores go. Written in YAML, read by <see cref="ScoringDefinitionReader"/>.</summary>
public sealed record ScoringDefinition
{
    /// <summary>Name of the model.</summary>
    public required string Model { get; init; }

    /// <summary>Version of the model; null: the one that <see cref="Alias"/> names when the job starts.</summary>
    public int? Version { get; init; }

    /// <summary>Alias of the version, without meaning where <see cref="Version"/> is given. Default <c>champion</c>.</summary>
    public string Alias { get; init; } = "champion";

    /// <summary>Where rows come from.</summary>
    public required ScoringInput Input { get; init; }

    /// <summary>Columns that name a row in the output and in dead letters, 1 to 8.</summary>
    public required IReadOnlyList<string> Key { get; init; }

    /// <summary>Columns of the input that are carried along with their types. Default none.</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>
    /// The columns of each input tensor, in their order; of models with preprocessing, the one column of a key or a field of the request. What is not named
    /// here is one column of its name.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Inputs { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Where scores go.</summary>
    public required ScoringOutput Output { get; init; }

    /// <summary>Columns of the scores. Empty (default): every output of the model, as its name, or <c>NAME_0</c>, <c>NAME_1</c>, ... where a row has several elements.</summary>
    public IReadOnlyList<ScoreColumn> Columns { get; init; } = [];

    /// <summary>How many rows may be left unscored.</summary>
    public DeadLetterBudget DeadLetters { get; init; } = new();

    /// <summary>How many workers score.</summary>
    public ScoringWorkers Workers { get; init; } = new();

    /// <summary>Most rows of a lease, 1 to 1,048,576; null: 131,072, and more for huge inputs, so that a job has about 8,000 leases at most.</summary>
    public int? LeaseRows { get; init; }

    /// <summary>Rows that are computed together, 1 to 65,536; null: as many as the model computes fastest, which a sample shows when the job begins.</summary>
    public int? BatchRows { get; init; }
}
