namespace OrleansML.Conformance.Workers;

/// <summary>A stateless worker with at most two activations per silo.</summary>
public interface IWorkerGrain : IGrainWithStringKey
{
    /// <summary>Waits at the gate with the grain's key and tells which activation did.</summary>
    Task<Guid> PassGate();

    Task<Guid> GetActivation();
}
