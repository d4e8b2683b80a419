namespace OrleansML.Data.Scoring;

/// <summary>Columns of the input that are read together, row by row, as one matrix.</summary>
/// <param name="Name">Name of the model's input, or any other.</param>
/// <param name="Kind">What its values are.</param>
/// <param name="Columns">Columns of the input, at least one.</param>
public sealed record ScoringTensor(string Name, ScoringKind Kind, IReadOnlyList<string> Columns);
