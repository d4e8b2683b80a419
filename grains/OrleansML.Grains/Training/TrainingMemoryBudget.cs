using Microsoft.Extensions.Options;
using OrleansML.Learning.Training;
using OrleansML.Training.Runs;

namespace OrleansML.Grains.Training;

/// <summary>Refuses runs whose workers cannot fit into memory, before one of them is started.</summary>
internal sealed class TrainingMemoryBudget(IOptions<TrainingOptions> options)
{
    /// <summary>Compares what a worker needs with what this silo, which is one of those that train, has left.</summary>
    /// <param name="size">The network.</param>
    /// <param name="recipe">How it is trained.</param>
    /// <param name="plan">How many train it.</param>
    /// <exception cref="TrainingFailedException">It does not fit.</exception>
    public void Require(NetworkSize size, TrainingRecipe recipe, TrainingPlan plan)
    {
        var needed = TrainingMemory.EstimateBytes(size, recipe, plan.MaximumWorkers);
        var (left, described) = Left();
        if (needed <= left)
            return;

        throw new TrainingFailedException(
            $"A worker of this run needs about {needed} bytes of memory for {size.Weights} weights and steps of {recipe.BatchRows} rows in {recipe.Shards} shards; {described}. "
            + "Start another run with a smaller network, fewer batch_rows or more shards; or give the silos of the pool more memory, and resume this one.");
    }

    private (long Bytes, string Described) Left()
    {
        if (options.Value.MemoryBudgetBytes is > 0 and var budget)
            return (budget, $"{TrainingOptions.Section}:{nameof(TrainingOptions.MemoryBudgetBytes)} on this silo is {budget}");

        // The load is that of the last collection; the process may have grown since.
        var memory = GC.GetGCMemoryInfo();
        var used = Math.Max(memory.MemoryLoadBytes, Environment.WorkingSet);
        var left = Math.Max(0, memory.TotalAvailableMemoryBytes - used);
        return (left, $"this silo has {left} left, of {memory.TotalAvailableMemoryBytes} that it may use");
    }
}
