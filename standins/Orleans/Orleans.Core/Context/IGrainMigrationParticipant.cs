namespace Orleans.Runtime;

/// <summary>Carries in-memory state along when an activation moves to another silo.</summary>
public interface IGrainMigrationParticipant
{
    /// <summary>Collects the state that moves; not called by this runtime, which carries none along.</summary>
    void OnDehydrate(IDehydrationContext dehydrationContext);

    /// <summary>Takes the state back on the new silo; not called by this runtime, which carries none along.</summary>
    void OnRehydrate(IRehydrationContext rehydrationContext);
}
