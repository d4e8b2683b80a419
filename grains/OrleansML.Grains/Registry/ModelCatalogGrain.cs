using OrleansML.Registry;

namespace OrleansML.Grains.Registry;

/// <summary>The names of all models. Changes run one after the other and are answered after they are stored.</summary>
internal sealed class ModelCatalogGrain(
    [PersistentState("catalog")] IPersistentState<ModelCatalogState> state) : Grain, IModelCatalogGrain
{
    public async Task Add(string model)
    {
        if (state.State.Models.AsSpan().BinarySearch(model, StringComparer.Ordinal) >= 0)
            return;

        var before = state.State;
        state.State = new ModelCatalogState { Models = [.. before.Models.Append(model).Order(StringComparer.Ordinal)] };
        try
        {
            await state.WriteStateAsync();
        }
        catch (Exception exception) when (exception is not Orleans.Storage.InconsistentStateException)
        {
            state.State = before;
            throw new OrleansMLException(
                ErrorCode.StorageUnavailable, $"Model '{model}' could not be added to the catalog: {exception.Message}", exception);
        }
    }

    public Task<string[]> List() => Task.FromResult(state.State.Models);
}
