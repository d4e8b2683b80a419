using Microsoft.Extensions.Logging;
using OrleansML.Grains.Registry;
using OrleansML.Storage.Artifacts;
using OrleansML.Training;

namespace OrleansML.Grains.Training;

/// <summary>The ids of all runs, and what they need. Calls run one after the other, so that nobody comes to need what is just being removed.</summary>
internal sealed partial class TrainingCatalogGrain(
    [PersistentState("training-catalog")] IPersistentState<TrainingCatalogState> state,
    IArtifactStore artifacts,
    TimeProvider time,
    ILogger<TrainingCatalogGrain> logger) : Grain, ITrainingCatalogGrain
{
    public Task Add(string run) => ChangeAsync(run, stored => stored.Active.Contains(run)
        ? stored
        : stored with { Runs = stored.Runs.Contains(run) ? stored.Runs : [.. stored.Runs, run], Active = [.. stored.Active, run] });

    public Task NoteEnded(string run, bool hasEnded) => ChangeAsync(run, stored => stored.Active.Contains(run) != hasEnded
        ? stored
        : stored with { Active = hasEnded ? [.. stored.Active.Where(active => active != run)] : [.. stored.Active, run] });

    public Task<string[]> List(bool activeOnly) => Task.FromResult(activeOnly ? state.State.Active : state.State.Runs);

    public async Task<bool> Hold(string run, string[] artifacts)
    {
        await ChangeAsync(run, stored => stored.Active.Contains(run) ? stored.Put((stored.HoldingOf(run) ?? new TrainingHolding(run, [])).With(artifacts)) : stored);
        return state.State.Active.Contains(run);
    }

    public async Task Release(string run, string[] artifacts, DateTimeOffset at)
    {
        await ChangeAsync(run, stored => (stored.HoldingOf(run) ?? new TrainingHolding(run, [])).With(artifacts) is { Artifacts.Length: > 0, IsGoing: false } holding
            ? stored.Put(holding with { Until = at })
            : stored);
        await Sweep();
    }

    public async Task<bool> Reclaim(string run, string[] artifacts)
    {
        var isHeld = false;
        await ChangeAsync(run, stored =>
        {
            var holding = stored.HoldingOf(run);
            isHeld = artifacts.Length == 0 || holding is { IsGoing: false };
            return holding is { IsGoing: false } ? stored.Put(holding.With(artifacts) with { Until = null }) : stored;
        });
        return isHeld;
    }

    public async Task Sweep()
    {
        var now = time.GetUtcNow();
        if (!state.State.Holdings.Any(holding => IsDue(holding, now)))
            return;

        // An activation that lives on where its silo was thought dead finds out here what it has missed.
        await state.ReadStateAsync();
        foreach (var run in state.State.Holdings.Where(holding => IsDue(holding, now)).Select(static holding => holding.Run).ToArray())
        {
            try
            {
                await RemoveAsync(run);
            }
            catch (Exception exception) when (exception is ArtifactStoreException or OrleansMLException)
            {
                // The next round has it again, and the others have nothing to do with it.
                LogNotRemoved(logger, run, exception.Message);
            }
        }
    }

    private static bool IsDue(TrainingHolding holding, DateTimeOffset now) => holding.IsGoing || holding.Until <= now;

    private async Task RemoveAsync(string run)
    {
        await ChangeAsync(run, stored => stored.HoldingOf(run) is { } holding ? stored.Put(holding with { IsGoing = true }) : stored);
        if (state.State.HoldingOf(run) is not { } going)
            return;

        var needed = state.State.Holdings.Where(static other => !other.IsGoing).SelectMany(static other => other.Artifacts);
        foreach (var artifact in going.Artifacts.Except(needed))
            await artifacts.DeleteAsync(artifact);
        await ChangeAsync(run, stored => stored.Without(run));
        LogRemoved(logger, run);
    }

    private Task ChangeAsync(string run, Func<TrainingCatalogState, TrainingCatalogState> change) =>
        DurableCatalog.ChangeAsync(state, change, $"Training run '{run}'");

    [LoggerMessage(Level = LogLevel.Information, Message = "What training run {Run} had gathered and its checkpoint are removed.")]
    private static partial void LogRemoved(ILogger logger, string run);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What training run {Run} had gathered could not be removed this time: {Reason}")]
    private static partial void LogNotRemoved(ILogger logger, string run, string reason);
}
