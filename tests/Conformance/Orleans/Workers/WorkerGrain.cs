namespace OrleansML.Conformance.Workers;

[StatelessWorker(2)]
public sealed class WorkerGrain : Grain, IWorkerGrain
{
    private readonly Guid _activation = Guid.NewGuid();

    public async Task<Guid> PassGate()
    {
        Journal.Write(this.GetPrimaryKeyString(), $"{_activation}");
        await Gate.PassAsync(this.GetPrimaryKeyString());
        return _activation;
    }

    public Task<Guid> GetActivation() => Task.FromResult(_activation);
}
