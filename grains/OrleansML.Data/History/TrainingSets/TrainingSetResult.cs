namespace OrleansML.Data.History;

/// <summary>What was built.</summary>
/// <param name="Rows">Rows, as many as the spine has.</param>
/// <param name="Features">Names of the feature columns, in order.</param>
/// <param name="Replayed">
/// Views whose events were replayed one by one, sorted: those with windows or derived features, and those with different values of one event time, of
/// which only the entities concerned are replayed.
/// </param>
public sealed record TrainingSetResult(long Rows, IReadOnlyList<string> Features, IReadOnlyList<string> Replayed);
