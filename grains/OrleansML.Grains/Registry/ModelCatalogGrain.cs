using OrleansML.Registry;

namespace OrleansML.Grains.Registry;

/// <summary>The names of all models.</summary>
internal sealed class ModelCatalogGrain(
    [PersistentState("catalog")] IPersistentState<ModelCatalogState> state) : Grain, IModelCatalogGrain
{
    public Task Add(string model) =>
        DurableCatalog.AddAsync(state, static stored => stored.Models, static names => new ModelCatalogState { Models = names }, model, "Model");

    public Task<string[]> List() => Task.FromResult(state.State.Models);
}
