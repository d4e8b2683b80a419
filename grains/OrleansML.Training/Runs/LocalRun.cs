namespace OrleansML.Training.Runs;

/// <summary>Trains in one process and one thread: all shards one after the other, to the same bits as many workers.</summary>
public static class LocalRun
{
    /// <summary>Goes on from where a replica stands to the end of its run.</summary>
    /// <param name="replica">The replica.</param>
    /// <param name="progress">Is told of each epoch that ends; null: nobody.</param>
    /// <param name="cancellation">Ends the run between two shards; the replica then stands at the last whole step and can go on.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="TrainingDivergedException">A loss or a gradient is not a finite number.</exception>
    /// <exception cref="InvalidDataException">A label is no class; names the row.</exception>
    public static LocalRunSummary Run(TrainingReplica replica, IProgress<EpochDecision>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(replica);
        var tree = new GradientTree(replica.Shards);
        var sum = new float[replica.VectorLength];
        var (epochs, steps, read) = (new List<EpochDecision>(), 0L, default(RowTally));
        while (!replica.HasEnded)
        {
            for (; !replica.IsEpochComplete; steps++)
            {
                var step = default(RowTally);
                tree.SumNode((0, replica.Shards), (shard, vector) =>
                {
                    cancellation.ThrowIfCancellationRequested();
                    step += replica.ComputeShard(replica.Step, shard, vector);
                }, sum);
                replica.Apply(sum);
                read += step;
            }

            var decision = replica.EndEpoch(Evaluate(replica, cancellation));
            epochs.Add(decision);
            progress?.Report(decision);
        }

        return new LocalRunSummary(epochs, steps, read);
    }

    private static double[] Evaluate(TrainingReplica replica, CancellationToken cancellation)
    {
        var (total, sums) = (new double[TrainingReplica.EvaluationLength], new double[TrainingReplica.EvaluationLength]);
        for (var shard = 0; shard < replica.Shards; shard++)
        {
            cancellation.ThrowIfCancellationRequested();
            replica.EvaluateShard(shard, sums);
            for (var index = 0; index < total.Length; index++)
                total[index] += sums[index];
        }

        return total;
    }
}
