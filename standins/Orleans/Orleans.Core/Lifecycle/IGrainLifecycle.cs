namespace Orleans.Runtime;

/// <summary>The lifecycle of one activation.</summary>
public interface IGrainLifecycle : ILifecycleObservable
{
    void AddMigrationParticipant(IGrainMigrationParticipant participant);

    void RemoveMigrationParticipant(IGrainMigrationParticipant participant);
}
