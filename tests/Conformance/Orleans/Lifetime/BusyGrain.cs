namespace OrleansML.Conformance.Lifetime;

public sealed class BusyGrain : Grain, IBusyGrain
{
    private readonly Guid _activation = Guid.NewGuid();

    public async Task<Guid> PassGate()
    {
        Journal.Write(this.GetPrimaryKeyString(), "waiting");
        await Gate.PassAsync(this.GetPrimaryKeyString());
        return _activation;
    }

    public Task<Guid> GetActivation() => Task.FromResult(_activation);

    public Task Delay(TimeSpan time)
    {
        DelayDeactivation(time);
        return Task.CompletedTask;
    }
}
