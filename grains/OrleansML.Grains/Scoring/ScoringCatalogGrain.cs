using OrleansML.Grains.Registry;
using OrleansML.Scoring;

namespace OrleansML.Grains.Scoring;

/// <summary>The ids of all jobs.</summary>
internal sealed class ScoringCatalogGrain([PersistentState("scoring-catalog")] IPersistentState<ScoringCatalogState> state) : Grain, IScoringCatalogGrain
{
    public Task Add(string job) => ChangeAsync(job, stored => stored.Jobs.Contains(job)
        ? stored
        : stored with { Jobs = [.. stored.Jobs, job], Active = [.. stored.Active, job] });

    public Task NoteEnded(string job, bool hasEnded) => ChangeAsync(job, stored => stored.Active.Contains(job) != hasEnded
        ? stored
        : stored with { Active = hasEnded ? [.. stored.Active.Where(active => active != job)] : [.. stored.Active, job] });

    public Task<string[]> List(bool activeOnly) => Task.FromResult(activeOnly ? state.State.Active : state.State.Jobs);

    private Task ChangeAsync(string job, Func<ScoringCatalogState, ScoringCatalogState> change) =>
        DurableCatalog.ChangeAsync(state, change, $"Scoring job '{job}'");
}
