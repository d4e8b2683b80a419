namespace Orleans.Runtime.Activations;

/// <summary>What an activation that comes from another silo has brought along.</summary>
/// <param name="Previous">The activation that it takes the place of.</param>
/// <param name="Context">The state.</param>
internal sealed record MigrationArrival(GrainAddress Previous, MigrationContext Context)
{
    /// <summary>Gets what completes with whether the activation has taken the place of the previous one in the directory.</summary>
    public TaskCompletionSource<bool> Registered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
