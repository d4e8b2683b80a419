using OrleansML.Models;
using OrleansML.Pipelines;

namespace OrleansML.Client;

/// <summary>
/// Applies pipelines, shows when and why they run, starts runs and ends them. Every call is repeated when it gets lost: a request for runs carries an
/// id and happens once, and of the others doing them twice is doing them once. All throw what <see cref="IPipelineGrain"/> says.
/// </summary>
public sealed class PipelineClient
{
    private readonly IGrainFactory _grains;
    private readonly CallRetries _retries;

    internal PipelineClient(IGrainFactory grains, CallRetries retries)
    {
        _grains = grains;
        _retries = retries;
    }

    /// <summary>Puts a definition in place of the one before; the same text again changes nothing.</summary>
    /// <param name="pipeline">Name of the pipeline, as the definition has it.</param>
    /// <param name="definition">The pipeline definition in YAML, at most 1 MiB. Its paths are those of the silos.</param>
    /// <param name="actor">Who asks, for the record; at most 200 characters.</param>
    /// <param name="dryRun">Only checks, and says what would change.</param>
    /// <param name="cancellationToken">Gives up waiting; whether it took effect is then unknown.</param>
    /// <exception cref="OrleansMLException">See <see cref="IPipelineGrain.Apply"/>.</exception>
    public Task<PipelineApplied> ApplyAsync(
        string pipeline, string definition, string actor = "", bool dryRun = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var request = new ApplyPipelineRequest { Definition = definition, Actor = actor, DryRun = dryRun };
        return CallAsync("the definition", pipeline, grain => grain.Apply(request), cancellationToken);
    }

    /// <summary>The definition in use, in YAML as it was applied.</summary>
    /// <param name="pipeline">Name of the pipeline.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.PipelineNotFound"/>; <see cref="ErrorCode.InvalidRequest"/>: it cannot be a name.</exception>
    public Task<string> GetDefinitionAsync(string pipeline, CancellationToken cancellationToken = default) =>
        CallAsync("the definition", pipeline, static grain => grain.GetDefinition(), cancellationToken);

    /// <summary>How a pipeline stands: what goes on, what comes next, and the last runs.</summary>
    /// <inheritdoc cref="GetDefinitionAsync"/>
    public Task<PipelineStatus> GetStatusAsync(string pipeline, CancellationToken cancellationToken = default) =>
        CallAsync("the status", pipeline, static grain => grain.GetStatus(), cancellationToken);

    /// <summary>How all pipelines stand, by name.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async Task<PipelineStatus[]> ListAsync(CancellationToken cancellationToken = default)
    {
        var names = await _retries.CallAsync(
            "the catalog of pipelines", _ => _grains.GetGrain<IPipelineCatalogGrain>(IPipelineCatalogGrain.Key).List(), cancellationToken);
        var statuses = await Task.WhenAll(names.Select(name => FindAsync(name, cancellationToken)));
        return [.. statuses.OfType<PipelineStatus>()];
    }

    /// <summary>One run with its steps.</summary>
    /// <param name="pipeline">Name of the pipeline.</param>
    /// <param name="run">Id or key of the run.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="OrleansMLException">See <see cref="IPipelineGrain.GetRun"/>.</exception>
    public Task<PipelineRun> GetRunAsync(string pipeline, string run, CancellationToken cancellationToken = default) =>
        CallAsync($"run '{run}'", pipeline, grain => grain.GetRun(run), cancellationToken);

    /// <summary>The last decisions with their reasons, newest first.</summary>
    /// <param name="pipeline">Name of the pipeline.</param>
    /// <param name="most">Most decisions, 1 or more; default 100. At most the last 200 are kept.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="most"/> is less than 1.</exception>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.PipelineNotFound"/>; <see cref="ErrorCode.InvalidRequest"/>: it cannot be a name.</exception>
    public Task<PipelineDecision[]> GetDecisionsAsync(string pipeline, int most = 100, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        return CallAsync("the decisions", pipeline, grain => grain.GetDecisions(most), cancellationToken);
    }

    /// <summary>Asks for a run by hand and comes back at once; <see cref="GetRunAsync"/> tells how it goes on.</summary>
    /// <param name="pipeline">Name of the pipeline.</param>
    /// <param name="interval">Its data interval, whose end is exclusive; null: the last complete one of the first trigger by the clock.</param>
    /// <param name="operation">What tells the request from every other, so that asking twice starts one run; null: a new one.</param>
    /// <param name="cancellationToken">Gives up waiting; whether the run was started is then unknown.</param>
    /// <exception cref="OrleansMLException">See <see cref="IPipelineGrain.Start"/>.</exception>
    public Task<PipelineRun> StartAsync(
        string pipeline,
        (DateTimeOffset Start, DateTimeOffset End)? interval = null,
        PipelineOperation? operation = null,
        CancellationToken cancellationToken = default)
    {
        var (id, at) = operation ?? NewOperation();
        var request = new StartPipelineRequest { Operation = id, At = at, IntervalStart = interval?.Start, IntervalEnd = interval?.End };
        return CallAsync("the start of a run", pipeline, grain => grain.Start(request), cancellationToken);
    }

    /// <summary>Asks for the runs of a trigger over a range of the past and comes back at once; they go one after the other, behind all that is due.</summary>
    /// <param name="pipeline">Name of the pipeline.</param>
    /// <param name="trigger">Name of a trigger by cron or interval.</param>
    /// <param name="range">The first and the last instant, both inclusive; not after now.</param>
    /// <param name="most">How many runs are allowed, 1 to 1,000; a range with more is refused. Default 100.</param>
    /// <param name="operation">What tells the request from every other, so that asking twice is asking once; null: a new one.</param>
    /// <param name="cancellationToken">Gives up waiting; whether it took effect is then unknown.</param>
    /// <exception cref="OrleansMLException">See <see cref="IPipelineGrain.Backfill"/>.</exception>
    public Task<PipelineStatus> BackfillAsync(
        string pipeline,
        string trigger,
        (DateTimeOffset From, DateTimeOffset Until) range,
        int most = 100,
        PipelineOperation? operation = null,
        CancellationToken cancellationToken = default)
    {
        var (id, at) = operation ?? NewOperation();
        var request = new BackfillPipelineRequest { Operation = id, At = at, Trigger = trigger, From = range.From, Until = range.Until, Most = most };
        return CallAsync("the backfill", pipeline, grain => grain.Backfill(request), cancellationToken);
    }

    /// <summary>Ends the backfill after the run that goes on; changes nothing where there is none.</summary>
    /// <param name="pipeline">Name of the pipeline.</param>
    /// <param name="cancellationToken">Gives up waiting; whether it took effect is then unknown.</param>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.PipelineNotFound"/>; <see cref="ErrorCode.InvalidRequest"/>: it cannot be a name.</exception>
    public Task<PipelineStatus> EndBackfillAsync(string pipeline, CancellationToken cancellationToken = default) =>
        CallAsync("the end of the backfill", pipeline, static grain => grain.EndBackfill(), cancellationToken);

    /// <summary>Stops a run with its steps; one that has ended stays as it is.</summary>
    /// <param name="pipeline">Name of the pipeline.</param>
    /// <param name="run">Id or key of the run.</param>
    /// <param name="reason">Why, 1 to 1,000 characters.</param>
    /// <param name="cancellationToken">Gives up waiting; whether it took effect is then unknown.</param>
    /// <exception cref="OrleansMLException">See <see cref="IPipelineGrain.Cancel"/>.</exception>
    public Task<PipelineRun> CancelAsync(string pipeline, string run, string reason, CancellationToken cancellationToken = default) =>
        CallAsync($"the end of run '{run}'", pipeline, grain => grain.Cancel(run, reason), cancellationToken);

    /// <summary>Goes on with a run that failed or was cancelled; steps that succeeded are kept. Changes nothing while it goes on.</summary>
    /// <param name="pipeline">Name of the pipeline.</param>
    /// <param name="run">Id or key of the run, one of the last 20.</param>
    /// <param name="cancellationToken">Gives up waiting; whether it took effect is then unknown.</param>
    /// <exception cref="OrleansMLException">See <see cref="IPipelineGrain.Resume"/>.</exception>
    public Task<PipelineRun> ResumeAsync(string pipeline, string run, CancellationToken cancellationToken = default) =>
        CallAsync($"the resumption of run '{run}'", pipeline, grain => grain.Resume(run), cancellationToken);

    /// <summary>Has triggers start nothing from now on; what goes on goes on, and runs by hand start. The first reason stays.</summary>
    /// <param name="pipeline">Name of the pipeline.</param>
    /// <param name="reason">Why, 1 to 1,000 characters.</param>
    /// <param name="cancellationToken">Gives up waiting; whether it took effect is then unknown.</param>
    /// <exception cref="OrleansMLException">See <see cref="IPipelineGrain.Pause"/>.</exception>
    public Task<PipelineStatus> PauseAsync(string pipeline, string reason, CancellationToken cancellationToken = default) =>
        CallAsync("the pause", pipeline, grain => grain.Pause(reason), cancellationToken);

    /// <summary>Lets triggers start runs again; what came due in between stays skipped. Changes nothing where it is not paused.</summary>
    /// <inheritdoc cref="EndBackfillAsync"/>
    public Task<PipelineStatus> UnpauseAsync(string pipeline, CancellationToken cancellationToken = default) =>
        CallAsync("the end of the pause", pipeline, static grain => grain.Unpause(), cancellationToken);

    /// <summary>Stops the run that goes on and forgets the pipeline.</summary>
    /// <inheritdoc cref="EndBackfillAsync"/>
    public Task DeleteAsync(string pipeline, CancellationToken cancellationToken = default) => CallAsync(
        "the removal",
        pipeline,
        static async grain =>
        {
            await grain.Delete();
            return true;
        },
        cancellationToken);

    // A name is in the catalog before its first definition is stored, and until the last is gone.
    private async Task<PipelineStatus?> FindAsync(string pipeline, CancellationToken cancellationToken)
    {
        try
        {
            return await GetStatusAsync(pipeline, cancellationToken);
        }
        catch (OrleansMLException exception) when (exception.Code == ErrorCode.PipelineNotFound)
        {
            return null;
        }
    }

    private PipelineOperation NewOperation() => PipelineOperation.New(_retries.Time.GetUtcNow());

    // The key of a grain is no place for whatever somebody sends.
    private async Task<T> CallAsync<T>(string what, string pipeline, Func<IPipelineGrain, Task<T>> call, CancellationToken cancellationToken)
    {
        var grain = _grains.GetGrain<IPipelineGrain>(ModelName.Require(pipeline, "pipeline"));
        return await _retries.CallAsync($"{what} of pipeline '{pipeline}'", _ => call(grain), cancellationToken);
    }
}
