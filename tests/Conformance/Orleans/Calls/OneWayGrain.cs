namespace OrleansML.Conformance.Calls;

[Reentrant]
public sealed class OneWayGrain : Grain, IOneWayGrain
{
    private string Key => this.GetPrimaryKeyString();

    public async Task Fire()
    {
        await Gate.PassAsync(Key);
        Journal.Write(Key, "done");
    }

    public Task FireAndThrow()
    {
        Journal.Write(Key, "throwing");
        throw new InvalidOperationException("nobody sees this");
    }

    public async ValueTask FireValueTask() => await Fire();

    public Task<string[]> GetJournal() => Task.FromResult(Journal.Read(Key));

    public async Task FireAtAnother(IOneWayGrain other) => await other.Fire();
}
