using System.Diagnostics;
using OrleansML.Data.Scoring;
using OrleansML.Inference;

namespace OrleansML.Grains.Scoring;

/// <summary>Tries a sample of the input: how many rows to compute together, how fast that is, and which rows would be dead letters. Nothing is written.</summary>
internal static class ScoringTrial
{
    private const int MostRows = 16_384;
    private const int Fallback = 1_024;

    // Smaller batches need less memory and stay in the caches, so a larger one must be worth it.
    private const double Worthwhile = 1.03;

    // More rows than this seldom follow after two sizes that were not worth it.
    private const int MostDisappointments = 2;
    private const int Rounds = 2;

    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(10);
    private static readonly int[] Candidates = [64, 256, 1_024, 4_096, 8_192];

    /// <summary>Chooses how many rows are computed together. Blocks the calling thread, which is none of a grain.</summary>
    /// <returns>How many, and whether the sample had the rows to try every number: otherwise it says nothing about larger inputs.</returns>
    public static (int Rows, bool IsGeneral) ChooseBatchRows(ScoringWork work, ScoringSlice slice, CancellationToken cancellationToken)
    {
        if (!work.Model.RowsAreIndependent)
            return (Fallback, true);

        var sample = Sample(work, slice, cancellationToken);
        var (best, bestRate, disappointments) = (Fallback, 0.0, 0);
        foreach (var candidate in Candidates.Where(candidate => candidate <= Math.Max(sample.Count, Candidates[0])))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var rate = RateOf(work, sample, Math.Min(candidate, sample.Rows.Length));
            if (rate > bestRate * Worthwhile)
                (best, bestRate, disappointments) = (candidate, rate, 0);
            else if (++disappointments == MostDisappointments)
                break;
        }

        // Some broken rows among those of a whole sample change little.
        return (best, sample.Rows.Length > Candidates[^2]);
    }

    /// <summary>Scores the beginning of a slice. Blocks the calling thread, which is none of a grain.</summary>
    public static ScoringTrialResult Run(ScoringWork work, ScoringSlice slice, int batchRows, CancellationToken cancellationToken)
    {
        using var reader = new ScoringSliceReader(ScoringFolders.Reading, work.Definition.Key, work.Shape.Tensors);
        var feed = new ScoringFeed(work);
        var block = new ScoringBlock(work.Shape.Tensors, batchRows);
        var started = Stopwatch.GetTimestamp();
        var (rows, dead, reason) = (0, 0, "");
        reader.Open(slice, file: null, cancellationToken);
        while (rows < MostRows && reader.Read(block))
        {
            var batch = feed.Prepare(block);
            ScoringEngine.Compute(work.Model, work.Shape, batch);
            rows += batch.Count;
            dead += batch.Bad.Count;
            if (reason.Length == 0 && batch.Bad.Count > 0)
                reason = ScoreWriting.Describe(slice.FirstRow, batch.Bad[0]);
        }

        return new ScoringTrialResult(rows, dead, reason, rows / Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    private static ScoringBatch Sample(ScoringWork work, ScoringSlice slice, CancellationToken cancellationToken)
    {
        using var reader = new ScoringSliceReader(ScoringFolders.Reading, work.Definition.Key, work.Shape.Tensors);
        var block = new ScoringBlock(work.Shape.Tensors, Candidates[^1]);
        reader.Open(slice, file: null, cancellationToken);
        reader.Read(block);
        return new ScoringFeed(work).Prepare(block);
    }

    // The best round, as others may have had the core meanwhile; before them, the model is warmed up for batches of this size.
    private static double RateOf(ScoringWork work, ScoringBatch sample, int batchRows)
    {
        if (batchRows == 0)
            return 0;

        Compute(0);
        return Enumerable.Range(0, Rounds).Max(_ =>
        {
            var started = Stopwatch.GetTimestamp();
            var batches = 0;
            do
                Compute(batches++ % (sample.Rows.Length / batchRows) * batchRows);
            while (Stopwatch.GetElapsedTime(started) < Round);
            return batches * batchRows / Stopwatch.GetElapsedTime(started).TotalSeconds;
        });

        void Compute(int first) => work.Model.Run(
            Array.ConvertAll(sample.Inputs, input => TensorRows.Slice(input, first, batchRows)), batchRows, work.Shape.Wanted, static (_, _, _) => { }, static (_, _) => { });
    }
}
