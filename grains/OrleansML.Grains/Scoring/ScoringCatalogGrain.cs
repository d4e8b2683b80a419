using OrleansML.Grains.Registry;
using OrleansML.Scoring;

namespace OrleansML.Grains.Scoring;

/// <summary>The ids of all jobs, and which keep something.</summary>
internal sealed class ScoringCatalogGrain([PersistentState("scoring-catalog")] IPersistentState<ScoringCatalogState> state, TimeProvider time)
    : Grain, IScoringCatalogGrain
{
    public Task Add(string job) => ChangeAsync(job, stored => stored.Jobs.Contains(job)
        ? stored
        : stored with { Jobs = [.. stored.Jobs, job], Active = [.. stored.Active, job] });

    public Task NoteEnded(string job, bool hasEnded) =>
        ChangeAsync(job, stored => hasEnded ? stored.WithActive(job, isActive: false) : stored.WithActive(job, isActive: true).WithKept(job, until: null));

    public Task Keep(string job, DateTimeOffset? until) => ChangeAsync(job, stored => stored.WithKept(job, until));

    public Task<string[]> List(bool activeOnly) => Task.FromResult(activeOnly ? state.State.Active : state.State.Jobs);

    public Task<string[]> ListKeptTooLong()
    {
        var now = time.GetUtcNow();
        return Task.FromResult<string[]>([.. state.State.Kept.Where(kept => kept.Until <= now).Select(static kept => kept.Job)]);
    }

    private Task ChangeAsync(string job, Func<ScoringCatalogState, ScoringCatalogState> change) =>
        DurableCatalog.ChangeAsync(state, change, $"Scoring job '{job}'");
}
