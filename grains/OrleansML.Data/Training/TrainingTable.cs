namespace OrleansML.Data.Training;

/// <summary>
/// Rows gathered for one training, in three files that no later change of their sources touches. Columns: <c>row</c> (place among all rows that were
/// taken, from 0), <c>label</c> (a number, or the place of the class), <c>weight</c>, <c>segment.NAME</c> and <c>input.NAME</c>. The same sources and
/// definition give the same rows in the same order.
/// </summary>
public sealed record TrainingTable
{
    /// <summary>Rows to learn from.</summary>
    public required TrainingPart Train { get; init; }

    /// <summary>Rows that decide when to stop.</summary>
    public required TrainingPart Validation { get; init; }

    /// <summary>Rows to be judged on.</summary>
    public required TrainingPart Test { get; init; }

    /// <summary>Where the rows came from.</summary>
    public required IReadOnlyList<TrainingSource> Sources { get; init; }

    /// <summary>Preprocessing of the input <c>features</c> in YAML, fitted to the rows to learn from; it goes into the model's manifest.</summary>
    public required string Preprocessing { get; init; }
}
