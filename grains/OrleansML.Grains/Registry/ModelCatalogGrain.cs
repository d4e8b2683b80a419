using Orleans.Storage;
using OrleansML.Registry;

namespace OrleansML.Grains.Registry;

/// <summary>The names of all models. Changes run one after the other and are answered after they are stored.</summary>
internal sealed class ModelCatalogGrain(
    [PersistentState("catalog")] IPersistentState<ModelCatalogState> state) : Grain, IModelCatalogGrain
{
    private const int MaximumStores = 4;

    public async Task Add(string model)
    {
        for (var attempt = 1; state.State.Models.AsSpan().BinarySearch(model, StringComparer.Ordinal) < 0; attempt++)
            await TryAdd(model, attempt);
    }

    private async Task TryAdd(string model, int attempt)
    {
        var before = state.State;
        state.State = new ModelCatalogState { Models = [.. before.Models.Append(model).Order(StringComparer.Ordinal)] };
        try
        {
            await state.WriteStateAsync();
        }
        catch (InconsistentStateException) when (attempt < MaximumStores)
        {
            // Another activation stored a name first, or an earlier write took effect after all.
            state.State = before;
            await state.ReadStateAsync();
        }
        catch (Exception exception)
        {
            state.State = before;
            throw new OrleansMLException(
                ErrorCode.StorageUnavailable, $"Model '{model}' could not be added to the catalog: {exception.Message}", exception);
        }
    }

    public Task<string[]> List() => Task.FromResult(state.State.Models);
}
