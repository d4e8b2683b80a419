namespace OrleansML.Learning.Scoring;

/// <summary>How many rows a job may leave unscored, each with its reason in the dead-letter files, before it fails. Both limits hold.</summary>
/// <remarks>
/// By default a few broken rows do not cost a night's work, and a broken column, which breaks every row, ends the job with its first part.
/// </remarks>
/// <param name="Most">Most rows, 0 to 1,000,000,000. Default 1,000.</param>
/// <param name="Share">Largest share of all rows, 0 to 1. Default 0.01.</param>
public sealed record DeadLetterBudget(long Most = 1_000, double Share = 0.01)
{
    /// <summary>Most dead letters of so many rows.</summary>
    /// <param name="rows">All rows of the job.</param>
    public long MostOf(long rows) => Math.Min(Most, (long)Math.Floor(Share * rows));
}
