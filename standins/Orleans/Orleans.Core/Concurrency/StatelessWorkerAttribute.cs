using Orleans.Placement;

namespace Orleans.Concurrency;

/// <summary>Several activations per silo serve the same key; calls go to an idle one close by.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StatelessWorkerAttribute : PlacementAttribute, IGrainPropertiesProviderAttribute
{
    /// <summary>As many workers per silo and key as there are processors; idle ones are removed.</summary>
    public StatelessWorkerAttribute()
        : this(-1)
    {
    }

    /// <summary>At most the given number of workers per silo and key; idle ones are removed.</summary>
    public StatelessWorkerAttribute(int maxLocalWorkers)
        : this(maxLocalWorkers, removeIdleWorkers: true)
    {
    }

    /// <param name="maxLocalWorkers">Upper bound of activations per silo and key; -1 stands for the number of processors.</param>
    /// <param name="removeIdleWorkers">Whether workers that are not needed are removed one by one.</param>
    public StatelessWorkerAttribute(int maxLocalWorkers, bool removeIdleWorkers)
        : base(new StatelessWorkerPlacement(maxLocalWorkers, removeIdleWorkers))
    {
    }
}
