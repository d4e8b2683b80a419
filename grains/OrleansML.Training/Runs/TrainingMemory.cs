using System.Numerics;
using OrleansML.Learning.Training;

namespace OrleansML.Training.Runs;

/// <summary>Estimates before anything is loaded what training takes.</summary>
public static class TrainingMemory
{
    // Rows are mapped and do not count; the thread, the operators' own buffers and the like do.
    private const long Base = 32L << 20;

    /// <summary>
    /// Bytes that one worker needs at most, besides the mapped rows: half as much again as its parts together, since garbage is not collected at once. That
    /// was 1.5 to 2.3 times what was measured while garbage was collected all the time.
    /// </summary>
    /// <remarks>
    /// With 4 bytes a number, w weights, m numbers of the model, o numbers of the optimizer for each weight (Adam 2, SGD with momentum 1, without 0), and
    /// L levels of the tree over the shards: 3 m for the model's file, what was read from it, and what its digest was taken of; w and w for weights and
    /// gradients; (o + 1) w for the optimizer and one step of it; w for the best weights; (4 + 2 L) w for sums of shards and of a round, and as many more
    /// for several workers; 6 (2 + o) w for a state that is saved, copied and stored; and 2 numbers, value and gradient, for all that the nodes make of
    /// the rows of a block; 1.5 times all of that; and 32 MiB.
    /// </remarks>
    /// <param name="size">The network.</param>
    /// <param name="recipe">How it is trained.</param>
    /// <param name="workers">How many train together, at least 1.</param>
    public static long EstimateBytes(NetworkSize size, TrainingRecipe recipe, int workers)
    {
        ArgumentNullException.ThrowIfNull(size);
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        var shardRows = ((recipe.BatchRows - 1) / recipe.Shards) + 1;
        var rows = size.TakesWholeShards ? Math.Max(TrainingReplica.BlockRows, shardRows) : Math.Min(TrainingReplica.BlockRows, shardRows);
        var optimizer = recipe.Optimizer switch { { Kind: not OptimizerKind.Sgd } => 2, { Momentum: > 0 } => 1, _ => 0 };
        var levels = BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)recipe.Shards));
        var sums = (4 + (2 * levels)) * (workers > 1 ? 2 : 1);
        var perWeight = 2 + (optimizer + 1) + 1 + sums + (6 * (2 + optimizer));
        var numbers = (3 * (size.Weights + size.Others)) + (perWeight * size.Weights) + (2 * rows * size.RowElements);
        return Base + (sizeof(float) * numbers / 2 * 3);
    }
}
