namespace Orleans.Runtime;

/// <summary>The lifecycle of one activation.</summary>
public interface IGrainLifecycle : ILifecycleObservable
{
    /// <summary>Lets a part take state along when the activation moves.</summary>
    void AddMigrationParticipant(IGrainMigrationParticipant participant);

    /// <summary>Takes that back.</summary>
    void RemoveMigrationParticipant(IGrainMigrationParticipant participant);
}
