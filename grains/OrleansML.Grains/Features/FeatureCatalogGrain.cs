using Orleans.Storage;
using OrleansML.Features;

namespace OrleansML.Grains.Features;

/// <summary>The names of all views. Changes run one after the other and are answered after they are stored.</summary>
internal sealed class FeatureCatalogGrain(
    [PersistentState("feature-catalog")] IPersistentState<FeatureCatalogState> state) : Grain, IFeatureCatalogGrain
{
    private const int MaximumStores = 4;

    public async Task Add(string view)
    {
        for (var attempt = 1; state.State.Views.AsSpan().BinarySearch(view, StringComparer.Ordinal) < 0; attempt++)
            await TryAdd(view, attempt);
    }

    public Task<string[]> List() => Task.FromResult(state.State.Views);

    private async Task TryAdd(string view, int attempt)
    {
        var before = state.State;
        state.State = new FeatureCatalogState { Views = [.. before.Views.Append(view).Order(StringComparer.Ordinal)] };
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
                ErrorCode.StorageUnavailable, $"Feature view '{view}' could not be added to the catalog: {exception.Message}", exception);
        }
    }
}
