using OrleansML.Training.Runs;

namespace OrleansML.Training.Workers;

/// <summary>The replica of a worker and its ledger, with the rounds that they go through. One thread at a time.</summary>
public sealed class TrainingSession : IDisposable
{
    private readonly TrainingReplica _replica;
    private readonly GradientTree _tree;
    private readonly Dictionary<int, float[]> _scratch = [];
    private readonly float[] _sum;
    private readonly TrainingRows _train;
    private readonly TrainingRows _validation;

    internal TrainingSession(TrainingReplica replica, int shards, TrainingRows train, TrainingRows validation)
    {
        _replica = replica;
        _tree = new GradientTree(shards);
        _sum = new float[replica.VectorLength];
        _train = train;
        _validation = validation;
        Ledger = new TrainingLedger(RowTally.OfAll(train.Count));
    }

    internal TrainingLedger Ledger { get; }

    /// <summary>Length of what is exchanged in each step.</summary>
    public int VectorLength => _replica.VectorLength;

    /// <summary>Steps that are done.</summary>
    public long Step => _replica.Step;

    /// <summary>Rounds that are done: steps, and ends of epochs.</summary>
    public long Position => _replica.Step + _replica.Epoch;

    /// <summary>Mean loss of the last step; null before the first.</summary>
    public double? Loss { get; private set; }

    /// <summary>Whether the training has come to its end.</summary>
    public bool IsFinished => _replica.HasEnded;

    /// <summary>Whether the next round ends an epoch, instead of being a step.</summary>
    public bool IsAtEndOfEpoch => _replica.IsEpochComplete && !_replica.HasEnded;

    /// <summary>Goes through the next round together with others.</summary>
    /// <returns>Rows that all of them have read for it.</returns>
    /// <exception cref="OperationCanceledException">Halted; the state is that before the round.</exception>
    public long RunRound(GradientExchange exchange, ShardRange shards, CancellationToken halt) =>
        IsAtEndOfEpoch ? EndEpoch(exchange, shards, halt) : RunStep(exchange, halt);

    /// <summary>The state: weights, optimizer, position and ledger. Equal states give equal bytes.</summary>
    public byte[] Save()
    {
        using var content = new MemoryStream();
        Ledger.Save(content);
        _replica.Save(content);
        return content.ToArray();
    }

    /// <summary>Takes over a state that <see cref="Save"/> gave.</summary>
    /// <exception cref="InvalidDataException">It is not a state of this run.</exception>
    public void Restore(byte[] state)
    {
        using var content = new MemoryStream(state, writable: false);
        try
        {
            Ledger.Restore(content);
        }
        catch (EndOfStreamException exception)
        {
            throw new InvalidDataException("The state of the run is cut off.", exception);
        }

        _replica.Restore(content);
    }

    /// <summary>The model with the best weights so far: those of the lowest validation loss, or the last where there are no validation rows.</summary>
    public ModelProto WriteBest() => _replica.WriteBest();

    /// <summary>Frees the replica and closes the rows.</summary>
    public void Dispose()
    {
        _replica.Dispose();
        _validation.Dispose();
        _train.Dispose();
    }

    private long RunStep(GradientExchange exchange, CancellationToken halt)
    {
        var read = default(RowTally);
        void Compute(int shard, Span<float> vector)
        {
            halt.ThrowIfCancellationRequested();
            read += _replica.ComputeShard(_replica.Step, shard, vector);
        }

        var nodes = new float[exchange.Nodes.Count][];
        for (var node = 0; node < nodes.Length; node++)
        {
            nodes[node] = Scratch(node);
            _tree.SumNode(exchange.Nodes[node], Compute, nodes[node]);
        }

        var all = exchange.Reduce(Position, nodes, read, _sum, halt);
        _replica.Apply(_sum);
        var (weights, losses) = (_sum[^3], _sum[^2]);
        Ledger.AddStep(all, weights, losses);
        Loss = losses / weights;
        return all.Rows;
    }

    private long EndEpoch(GradientExchange exchange, ShardRange shards, CancellationToken halt)
    {
        var own = new double[3 * shards.Count];
        for (var shard = 0; shard < shards.Count; shard++)
        {
            halt.ThrowIfCancellationRequested();
            _replica.EvaluateShard(shards.First + shard, own.AsSpan(3 * shard, 3));
        }

        var all = exchange.Gather(Position, own, halt);
        var sums = new double[3];
        for (var index = 0; index < all.Length; index++)
            sums[index % 3] += all[index];
        Ledger.EndEpoch(_replica.EndEpoch(sums).ValidationLoss);
        return 0;
    }

    private float[] Scratch(int place)
    {
        if (!_scratch.TryGetValue(place, out var vector))
            _scratch[place] = vector = new float[VectorLength];
        return vector;
    }
}
