namespace OrleansML.Conformance.Lifetime;

internal sealed class MovingGrain(
    [PersistentState("moving")] IPersistentState<MovingGrain.Stored> state, ILocalSiloDetails silo) : Grain, IMovingGrain, IGrainMigrationParticipant
{
    private int _inMemory;

    public void OnDehydrate(IDehydrationContext dehydrationContext) => dehydrationContext.TryAddValue("in memory", _inMemory);

    public void OnRehydrate(IRehydrationContext rehydrationContext) => rehydrationContext.TryGetValue("in memory", out _inMemory);

    public Task Remember(int inMemory, int unsaved)
    {
        _inMemory = inMemory;
        state.State.Number = unsaved;
        return Task.CompletedTask;
    }

    public Task<(int InMemory, int Unsaved, SiloAddress Silo)> Recall() => Task.FromResult((_inMemory, state.State.Number, silo.SiloAddress));

    public Task Save() => state.WriteStateAsync();

    public async Task<int> PassGate()
    {
        Journal.Write(this.GetPrimaryKeyString(), "waiting");
        await Gate.PassAsync(this.GetPrimaryKeyString());
        return _inMemory;
    }

    [GenerateSerializer]
    internal sealed class Stored
    {
        [Id(0)]
        public int Number { get; set; }
    }
}
