namespace OrleansML.Training.Runs;

/// <summary>Computes a shard's contribution.</summary>
/// <param name="shard">The shard, from 0.</param>
/// <param name="vector">Receives it; what it held before means nothing.</param>
public delegate void ShardComputation(int shard, Span<float> vector);
