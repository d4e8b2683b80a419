namespace OrleansML.ProcessTests.Scoring;

/// <summary>A loss at some point of a job.</summary>
/// <param name="Kind">What is killed.</param>
/// <param name="AtRow">As soon as so many rows are scored; 0: as soon as the job is started, while it is planned.</param>
internal sealed record PlannedLoss(LossKind Kind, long AtRow)
{
    private const int Most = 3;
    private const double Early = 0.1;

    // A job must not be over before its last loss: silos that start again take part of the processors, but not all.
    private const double Latest = 0.75;

    /// <summary>One to three losses; the same seed gives the same.</summary>
    public static PlannedLoss[] Of(int seed, long rows)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable.Range(0, random.Next(1, Most + 1)).Select(_ => new PlannedLoss((LossKind)random.Next(3), Math.Max(0, (long)(((random.NextDouble() * (Early + Latest)) - Early) * rows))))
                .OrderBy(static loss => loss.AtRow),
        ];
    }
}
