namespace OrleansML.StorageTests.Sqlite;

/// <summary>Counts in the default storage and mirrors the value in a named one.</summary>
internal sealed class CounterGrain(
    [PersistentState("counter")] IPersistentState<CounterState> counter,
    [PersistentState("mirror", "second")] IPersistentState<CounterState> mirror) : Grain, ICounterGrain
{
    public async Task<int> AddAsync(int amount)
    {
        counter.State.Value += amount;
        await counter.WriteStateAsync();
        mirror.State.Value = counter.State.Value;
        await mirror.WriteStateAsync();
        return counter.State.Value;
    }

    public Task<int> GetAsync() => Task.FromResult(
        counter.State.Value == mirror.State.Value ? counter.State.Value : throw new InvalidOperationException("The mirror differs."));

    public Task<bool> ExistsAsync() => Task.FromResult(counter.RecordExists);

    public async Task ClearAsync()
    {
        await counter.ClearStateAsync();
        await mirror.ClearStateAsync();
    }

    public Task DeactivateAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
