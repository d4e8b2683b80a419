namespace OrleansML.Data.History.TrainingSets;

/// <summary>Features to join to the rows of a training set.</summary>
/// <param name="Joins">The joins, as they stand after the rows; each row must come out once.</param>
/// <param name="Columns">Name and expression of each feature, and of each status that is asked for.</param>
/// <param name="Tables">Tables that nothing needs afterwards.</param>
internal sealed record FeatureJoin(string Joins, IReadOnlyList<(string Name, string Expression)> Columns, IReadOnlyList<string> Tables);
