namespace Orleans.Runtime.Directory;

/// <summary>A change of the ring that gave entries to this silo which it has not learned yet.</summary>
/// <param name="before">The ring before the change.</param>
/// <param name="local">This silo.</param>
internal sealed class RangeRecovery(ConsistentRing before, SiloAddress local)
{
    /// <summary>Gets the end of the recovery.</summary>
    public Task Completed { get; private set; } = Task.CompletedTask;

    /// <summary>Begins the recovery.</summary>
    public void Begin(Task task) => Completed = task;

    /// <summary>Gets whether the entry of a grain came with this change.</summary>
    public bool Covers(GrainId grainId) => !local.Equals(before.GetOwner(grainId));
}
