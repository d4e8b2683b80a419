using System.Diagnostics;
using OrleansML.Data.Scoring;

namespace OrleansML.Grains.Scoring;

/// <summary>Tries a sample of the input: how many rows to compute together, how fast that is, and which rows would be dead letters. Nothing is written.</summary>
internal static class ScoringTrial
{
    private const int MostRows = 16_384;
    private const int Fallback = 1_024;

    // Smaller batches need less memory and stay in the caches, so a larger one must be worth it.
    private const double Worthwhile = 1.03;

    private static readonly int[] Candidates = [64, 256, 1_024, 4_096, 8_192];

    /// <summary>Chooses how many rows are computed together. Blocks the calling thread, which is none of a grain.</summary>
    public static int ChooseBatchRows(ScoringWork work, ScoringSlice slice, ScoringFile? file, CancellationToken cancellationToken)
    {
        if (!work.Model.RowsAreIndependent)
            return Fallback;

        var (best, bestRate) = (Fallback, 0.0);
        foreach (var candidate in Candidates.Where(candidate => candidate <= Math.Max(slice.Rows, Candidates[0])))
        {
            // The first pass warms the model up for this shape.
            var rate = Enumerable.Range(0, 3).Select(_ => Run(work, slice, file, candidate, cancellationToken)).Skip(1).Max(static result => result.ComputeRowsPerSecond);
            if (rate > bestRate * Worthwhile)
                (best, bestRate) = (candidate, rate);
        }

        return best;
    }

    /// <summary>Scores the beginning of a slice. Blocks the calling thread, which is none of a grain.</summary>
    public static ScoringTrialResult Run(ScoringWork work, ScoringSlice slice, ScoringFile? file, int batchRows, CancellationToken cancellationToken)
    {
        using var reader = new ScoringSliceReader(ScoringFolders.Reading, work.Definition.Key, work.Shape.Tensors);
        var feed = new ScoringFeed(work);
        var block = new ScoringBlock(work.Shape.Tensors, batchRows);
        var started = Stopwatch.GetTimestamp();
        var (rows, dead, reason, computing) = (0, 0, "", TimeSpan.Zero);
        reader.Open(slice, file, cancellationToken);
        while (rows < MostRows && reader.Read(block))
        {
            var batch = feed.Prepare(block);
            var before = Stopwatch.GetTimestamp();
            ScoringEngine.Compute(work.Model, work.Shape, batch);
            computing += Stopwatch.GetElapsedTime(before);
            rows += batch.Count;
            dead += batch.Bad.Count;
            if (reason.Length == 0 && batch.Bad.Count > 0)
                reason = ScoreWriting.Describe(slice.FirstRow, batch.Bad[0]);
        }

        return new ScoringTrialResult(rows, dead, reason, rows / Stopwatch.GetElapsedTime(started).TotalSeconds, rows / Math.Max(computing.TotalSeconds, 1e-9));
    }
}
