using Orleans.Storage;
using OrleansML.Training;

namespace OrleansML.Grains.Training;

/// <summary>The ids of all runs.</summary>
internal sealed class TrainingCatalogGrain(
    [PersistentState("training-catalog")] IPersistentState<TrainingCatalogState> state) : Grain, ITrainingCatalogGrain
{
    private const int MaximumStores = 4;

    public Task Add(string run) => StoreAsync(stored => stored.Runs.Contains(run)
        ? stored
        : stored with { Runs = [.. stored.Runs, run], Active = [.. stored.Active, run] });

    public Task NoteEnded(string run, bool hasEnded) => StoreAsync(stored => stored.Active.Contains(run) != hasEnded
        ? stored
        : stored with { Active = hasEnded ? [.. stored.Active.Where(active => active != run)] : [.. stored.Active, run] });

    public Task<string[]> List(bool activeOnly) => Task.FromResult(activeOnly ? state.State.Active : state.State.Runs);

    private async Task StoreAsync(Func<TrainingCatalogState, TrainingCatalogState> change)
    {
        for (var attempt = 1; change(state.State) is var next && next != state.State; attempt++)
        {
            var before = state.State;
            state.State = next;
            try
            {
                await state.WriteStateAsync();
            }
            catch (InconsistentStateException) when (attempt < MaximumStores)
            {
                state.State = before;
                await state.ReadStateAsync();
            }
            catch (Exception exception)
            {
                state.State = before;
                throw new OrleansMLException(ErrorCode.StorageUnavailable, $"The catalog of training runs could not be stored: {exception.Message}", exception);
            }
        }
    }
}
