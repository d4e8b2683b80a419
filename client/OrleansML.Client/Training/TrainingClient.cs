using OrleansML.Models;
using OrleansML.Training;

namespace OrleansML.Client;

/// <summary>Starts training runs, follows them and ends them.</summary>
public sealed class TrainingClient
{
    private readonly IGrainFactory _grains;
    private readonly CallRetries _retries;

    internal TrainingClient(IGrainFactory grains, CallRetries retries)
    {
        _grains = grains;
        _retries = retries;
    }

    /// <summary>
    /// Starts a run and comes back at once; <see cref="GetStatusAsync"/> tells how it goes on. Repeated when the call gets lost: the same definition
    /// again under the same id answers with how the run stands.
    /// </summary>
    /// <param name="definition">The training definition in YAML, at most 1 MiB. Its paths are those of the silos of the run's pool.</param>
    /// <param name="run">Id of the run, as <see cref="ModelName.Rule"/> says; null: one is made of the model, the time and a few random digits.</param>
    /// <param name="actor">Who asks, for the record; at most 200 characters.</param>
    /// <param name="cancellationToken">Gives up waiting; whether the run was started is then unknown.</param>
    /// <exception cref="OrleansMLException">See <see cref="ITrainingCoordinatorGrain.Start"/>.</exception>
    public async Task<TrainingRunStatus> StartAsync(
        string definition, string? run = null, string actor = "", CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var id = RequireId(run ?? RunId.MakeFor(definition, "run", _retries.Time.GetUtcNow()));
        var request = new StartTrainingRequest { Definition = definition, Actor = actor };
        return await _retries.CallAsync($"the start of training run '{id}'", _ => Run(id).Start(request), cancellationToken);
    }

    /// <summary>How a run stands. Repeated when the call gets lost: it only reads.</summary>
    /// <param name="run">Id of the run.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.RunNotFound"/>; <see cref="ErrorCode.InvalidRequest"/>: it cannot be an id.</exception>
    public async Task<TrainingRunStatus> GetStatusAsync(string run, CancellationToken cancellationToken = default) =>
        await _retries.CallAsync($"training run '{RequireId(run)}'", _ => Run(run).GetStatus(), cancellationToken);

    /// <summary>How the last runs stand, newest first. Repeated when a call gets lost: it only reads.</summary>
    /// <param name="most">Most runs, 1 to 1,000; default 100.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="most"/> is out of its range.</exception>
    public Task<TrainingRunStatus[]> ListAsync(int most = RunCatalog.DefaultList, CancellationToken cancellationToken = default) => RunCatalog.ReadAsync(
        most,
        () => _retries.CallAsync(
            "the catalog of training runs",
            _ => _grains.GetGrain<ITrainingCatalogGrain>(ITrainingCatalogGrain.Key).List(activeOnly: false),
            cancellationToken),
        run => GetStatusAsync(run, cancellationToken));

    /// <summary>Ends a run; its last checkpoint stays. Repeated when the call gets lost: a run that has ended stays as it is.</summary>
    /// <param name="run">Id of the run.</param>
    /// <param name="reason">Why, for the record; at most 1,000 characters.</param>
    /// <param name="cancellationToken">Gives up waiting; whether it took effect is then unknown.</param>
    /// <exception cref="OrleansMLException">See <see cref="ITrainingCoordinatorGrain.Cancel"/>.</exception>
    public async Task<TrainingRunStatus> CancelAsync(string run, string reason = "", CancellationToken cancellationToken = default) =>
        await _retries.CallAsync($"the end of training run '{RequireId(run)}'", _ => Run(run).Cancel(reason), cancellationToken);

    /// <summary>Goes on with a run that failed or was cancelled. Repeated when the call gets lost: resuming what runs changes nothing.</summary>
    /// <param name="run">Id of the run.</param>
    /// <param name="cancellationToken">Gives up waiting; whether it took effect is then unknown.</param>
    /// <exception cref="OrleansMLException">See <see cref="ITrainingCoordinatorGrain.Resume"/>.</exception>
    public async Task<TrainingRunStatus> ResumeAsync(string run, CancellationToken cancellationToken = default) =>
        await _retries.CallAsync($"the resumption of training run '{RequireId(run)}'", _ => Run(run).Resume(), cancellationToken);

    /// <summary>The record of a run's gate as JSON: the policy, every comparison, and the reasons. Repeated when the call gets lost: it only reads.</summary>
    /// <param name="run">Id of the run.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="OrleansMLException">See <see cref="ITrainingCoordinatorGrain.GetGateRecord"/>.</exception>
    public async Task<string> GetGateRecordAsync(string run, CancellationToken cancellationToken = default) =>
        await _retries.CallAsync($"the gate record of training run '{RequireId(run)}'", _ => Run(run).GetGateRecord(), cancellationToken);

    // The key of a grain is no place for whatever somebody sends.
    private static string RequireId(string run) => ModelName.Require(run, "run");

    private ITrainingCoordinatorGrain Run(string id) => _grains.GetGrain<ITrainingCoordinatorGrain>(id);
}
