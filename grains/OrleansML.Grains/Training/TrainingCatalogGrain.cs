using OrleansML.Grains.Registry;
using OrleansML.Training;

namespace OrleansML.Grains.Training;

/// <summary>The ids of all runs.</summary>
internal sealed class TrainingCatalogGrain(
    [PersistentState("training-catalog")] IPersistentState<TrainingCatalogState> state) : Grain, ITrainingCatalogGrain
{
    public Task Add(string run) => ChangeAsync(run, stored => stored.Runs.Contains(run)
        ? stored
        : stored with { Runs = [.. stored.Runs, run], Active = [.. stored.Active, run] });

    public Task NoteEnded(string run, bool hasEnded) => ChangeAsync(run, stored => stored.Active.Contains(run) != hasEnded
        ? stored
        : stored with { Active = hasEnded ? [.. stored.Active.Where(active => active != run)] : [.. stored.Active, run] });

    public Task<string[]> List(bool activeOnly) => Task.FromResult(activeOnly ? state.State.Active : state.State.Runs);

    private Task ChangeAsync(string run, Func<TrainingCatalogState, TrainingCatalogState> change) =>
        DurableCatalog.ChangeAsync(state, change, $"Training run '{run}'");
}
