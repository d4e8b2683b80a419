using OrleansML.Training.Runs;

namespace OrleansML.TrainingTests.Runs;

/// <summary>Replicas that divide the shards of each step, exchange the sums of whole nodes, and all apply the same total.</summary>
internal sealed class WorkerSet(int shards, params TrainingReplica[] replicas)
{
    private readonly GradientTree _tree = new(shards);

    /// <summary>Makes a step, and ends the epoch behind its last one.</summary>
    public void Step()
    {
        var nodes = new List<(int First, int Count)>();
        var vectors = new List<Memory<float>>();
        for (var worker = 0; worker < replicas.Length; worker++)
        {
            var replica = replicas[worker];
            var first = shards * worker / replicas.Length;
            foreach (var node in _tree.Cover(first, shards * (worker + 1) / replicas.Length - first))
            {
                var vector = new float[replica.VectorLength];
                _tree.SumNode(node, (shard, part) => replica.ComputeShard(replica.Step, shard, part), vector);
                nodes.Add(node);
                vectors.Add(vector);
            }
        }

        var sum = _tree.Combine(nodes, vectors);
        foreach (var replica in replicas)
            replica.Apply(sum.Span);
        if (replicas[0].IsEpochComplete)
            EndEpoch();
    }

    private void EndEpoch()
    {
        var (total, sums) = (new double[TrainingReplica.EvaluationLength], new double[TrainingReplica.EvaluationLength]);
        for (var shard = 0; shard < shards; shard++)
        {
            replicas[shard % replicas.Length].EvaluateShard(shard, sums);
            for (var index = 0; index < total.Length; index++)
                total[index] += sums[index];
        }

        foreach (var replica in replicas)
            replica.EndEpoch(total);
    }
}
