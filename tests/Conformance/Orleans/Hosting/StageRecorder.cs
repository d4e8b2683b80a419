namespace OrleansML.Conformance.Hosting;

/// <summary>Writes the start and the stop of every stage of a silo into the journal.</summary>
internal sealed class StageRecorder(string journal) : ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle lifecycle)
    {
        // Subscribed out of order on purpose: the stage decides, not the subscription.
        Subscribe("active", ServiceLifecycleStage.Active);
        Subscribe("initialize", ServiceLifecycleStage.RuntimeInitialize);
        Subscribe("application", ServiceLifecycleStage.ApplicationServices);
        Subscribe("storage", ServiceLifecycleStage.RuntimeStorageServices);
        Subscribe("services", ServiceLifecycleStage.RuntimeServices);
        Subscribe("grain services", ServiceLifecycleStage.RuntimeGrainServices);

        void Subscribe(string name, int stage) => lifecycle.Subscribe(
            name,
            stage,
            _ =>
            {
                Journal.Write(journal, $"start {name}");
                return Task.CompletedTask;
            },
            _ =>
            {
                Journal.Write(journal, $"stop {name}");
                return Task.CompletedTask;
            });
    }
}
