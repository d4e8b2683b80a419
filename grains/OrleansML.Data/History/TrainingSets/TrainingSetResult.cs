namespace OrleansML.Data.History;

/// <summary>What was built.</summary>
/// <param name="Rows">Rows, as many as the spine has.</param>
/// <param name="Features">Names of the feature columns, in order.</param>
/// <param name="Replayed">Views whose events were replayed one by one, because they have windows or derived features, sorted.</param>
public sealed record TrainingSetResult(long Rows, IReadOnlyList<string> Features, IReadOnlyList<string> Replayed);
