using OrleansML.Data.Scoring;

namespace OrleansML.Grains.Scoring;

/// <summary>The input of a job as it was found, as it is stored.</summary>
/// <param name="Job">The job, so that no other has the same artifact.</param>
/// <param name="Files">The files that are read; none for a query or a view.</param>
internal sealed record ScoringInputRecord(string Job, IReadOnlyList<ScoringFile> Files);
