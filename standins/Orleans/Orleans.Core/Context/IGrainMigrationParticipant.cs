namespace Orleans.Runtime;

/// <summary>Carries in-memory state along when an activation moves to another silo.</summary>
public interface IGrainMigrationParticipant
{
    void OnDehydrate(IDehydrationContext dehydrationContext);

    void OnRehydrate(IRehydrationContext rehydrationContext);
}
