using OrleansML.Inference.Packages;

namespace OrleansML.Inference;

/// <summary>What a model is expected to take and what to say when it does not fit.</summary>
internal static class MemoryBudget
{
    private const long SessionBytes = 1 << 20;

    /// <summary>
    /// Memory of a loaded model: its weights once as stored and once more in the packed form that matrix kernels use, and a session's own
    /// megabyte.
    /// </summary>
    public static long Estimate(long modelBytes) => checked((2 * modelBytes) + SessionBytes);

    public static void RequireFits(ModelId id, long needed, long budget)
    {
        if (needed > budget)
        {
            throw new OrleansMLException(
                ErrorCode.OverMemoryBudget,
                $"Model {id} needs about {needed} bytes; {InferenceOptions.Section}:{nameof(InferenceOptions.MemoryBudgetBytes)} on this silo is {budget}. "
                + $"Raise it, or serve the model from another pool ('{ManifestKeys.Pool}' in its manifest).");
        }
    }

    public static OrleansMLException AllBusy(ModelId id, long needed, long used, long budget) => new(
        ErrorCode.OverMemoryBudget,
        $"Model {id} needs about {needed} bytes; {used} of {budget} are taken by models that are all busy. Repeat later, raise "
        + $"{InferenceOptions.Section}:{nameof(InferenceOptions.MemoryBudgetBytes)}, or add a silo to the pool.");
}
