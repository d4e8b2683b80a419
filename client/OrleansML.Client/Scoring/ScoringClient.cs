using System.Globalization;
using OrleansML.Models;
using OrleansML.Scoring;

namespace OrleansML.Client;

/// <summary>Starts batch scoring jobs, estimates them, follows them and ends them.</summary>
public sealed class ScoringClient
{
    private const string Unnamed = "job";

    private static readonly TimeSpan EstimatePause = TimeSpan.FromMilliseconds(200);

    private readonly IGrainFactory _grains;
    private readonly CallRetries _retries;

    internal ScoringClient(IGrainFactory grains, CallRetries retries)
    {
        _grains = grains;
        _retries = retries;
    }

    /// <summary>
    /// Starts a job and comes back at once; <see cref="GetStatusAsync"/> tells how it goes on. Repeated when the call gets lost: the same definition
    /// again under the same id answers with how the job stands.
    /// </summary>
    /// <param name="definition">The scoring definition in YAML, at most 1 MiB. Its paths are those of the silos of the model's pool.</param>
    /// <param name="job">Id of the job, as <see cref="ModelName.Rule"/> says; null: one is made of the model, the time and a few random digits.</param>
    /// <param name="actor">Who asks, for the record; at most 200 characters.</param>
    /// <param name="cancellationToken">Gives up waiting; whether the job was started is then unknown.</param>
    /// <exception cref="OrleansMLException">See <see cref="IScoringCoordinatorGrain.Start"/>.</exception>
    public async Task<ScoringStatus> StartAsync(string definition, string? job = null, string actor = "", CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var id = RequireId(job ?? MakeId(definition));
        var request = new StartScoringRequest { Definition = definition, Actor = actor };
        return await _retries.CallAsync($"the start of scoring job '{id}'", _ => Job(id).Start(request), cancellationToken);
    }

    /// <summary>
    /// Says what a job would do, from a sample of its input; nothing is stored. Comes back when it is done, within the long deadline at the latest.
    /// Repeated when a call gets lost: it only reads.
    /// </summary>
    /// <param name="definition">The scoring definition in YAML, at most 1 MiB. Its paths are those of the silos of the model's pool.</param>
    /// <param name="cancellationToken">Gives up waiting; the silo ends the sample by itself.</param>
    /// <exception cref="OrleansMLException">
    /// See <see cref="IScoringCoordinatorGrain.Estimate"/>; <see cref="ErrorCode.DeadlineExceeded"/>: it was not done in time.
    /// </exception>
    public async Task<ScoringEstimate> EstimateAsync(string definition, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var job = Job(MakeId(definition));
        var limit = _retries.Options.LongDeadline;
        var started = _retries.Time.GetTimestamp();
        do
        {
            if (await _retries.CallAsync("the estimate of a scoring job", _ => job.Estimate(definition), cancellationToken) is { } estimate)
                return estimate;
            await Task.Delay(EstimatePause, _retries.Time, cancellationToken);
        }
        while (_retries.Time.GetElapsedTime(started) < limit);

        throw new OrleansMLException(ErrorCode.DeadlineExceeded, string.Create(
            CultureInfo.InvariantCulture,
            $"The estimate was not done within {limit.TotalSeconds:0.###} s; start the job without it, or give it more time ({ClientRetryOptions.Section}:{nameof(ClientRetryOptions.LongDeadline)})."));
    }

    /// <summary>How a job stands. Repeated when the call gets lost: it only reads.</summary>
    /// <param name="job">Id of the job.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.RunNotFound"/>; <see cref="ErrorCode.InvalidRequest"/>: it cannot be an id.</exception>
    public async Task<ScoringStatus> GetStatusAsync(string job, CancellationToken cancellationToken = default) =>
        await _retries.CallAsync($"scoring job '{RequireId(job)}'", _ => Job(job).GetStatus(), cancellationToken);

    /// <summary>How the last jobs stand, newest first. Repeated when a call gets lost: it only reads.</summary>
    /// <param name="most">Most jobs, 1 to 1,000; default 100.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="most"/> is out of its range.</exception>
    public Task<ScoringStatus[]> ListAsync(int most = RunCatalog.DefaultList, CancellationToken cancellationToken = default) => RunCatalog.ReadAsync(
        most,
        () => _retries.CallAsync(
            "the catalog of scoring jobs",
            _ => _grains.GetGrain<IScoringCatalogGrain>(IScoringCatalogGrain.Key).List(activeOnly: false),
            cancellationToken),
        job => GetStatusAsync(job, cancellationToken));

    /// <summary>
    /// Ends a job; parts that are finished stay for <see cref="ResumeAsync"/>. Repeated when the call gets lost: a job that has ended stays as it is.
    /// </summary>
    /// <param name="job">Id of the job.</param>
    /// <param name="reason">Why, for the record; at most 1,000 characters.</param>
    /// <param name="cancellationToken">Gives up waiting; whether it took effect is then unknown.</param>
    /// <exception cref="OrleansMLException">See <see cref="IScoringCoordinatorGrain.Cancel"/>.</exception>
    public async Task<ScoringStatus> CancelAsync(string job, string reason = "", CancellationToken cancellationToken = default) =>
        await _retries.CallAsync($"the end of scoring job '{RequireId(job)}'", _ => Job(job).Cancel(reason), cancellationToken);

    /// <summary>
    /// Goes on with a job that failed or was cancelled; slices that are finished are not scored again. Repeated when the call gets lost: resuming what
    /// runs changes nothing.
    /// </summary>
    /// <param name="job">Id of the job.</param>
    /// <param name="cancellationToken">Gives up waiting; whether it took effect is then unknown.</param>
    /// <exception cref="OrleansMLException">See <see cref="IScoringCoordinatorGrain.Resume"/>.</exception>
    public async Task<ScoringStatus> ResumeAsync(string job, CancellationToken cancellationToken = default) =>
        await _retries.CallAsync($"the resumption of scoring job '{RequireId(job)}'", _ => Job(job).Resume(), cancellationToken);

    // The key of a grain is no place for whatever somebody sends.
    private static string RequireId(string job) => ModelName.Require(job, "job");

    private string MakeId(string definition) => RunId.MakeFor(definition, Unnamed, _retries.Time.GetUtcNow());

    private IScoringCoordinatorGrain Job(string id) => _grains.GetGrain<IScoringCoordinatorGrain>(id);
}
