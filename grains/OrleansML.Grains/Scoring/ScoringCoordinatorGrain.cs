using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Storage;
using OrleansML.Grains.Monitoring;
using OrleansML.Grains.Placement;
using OrleansML.Learning.Scoring;
using OrleansML.Models;
using OrleansML.Scoring;

namespace OrleansML.Grains.Scoring;

/// <summary>
/// One scoring job. Everything that it answers is stored before; a timer drives it from state to state. A write follows from what this activation last
/// stored: one that lives on where a silo was thought dead finds out there, and ends.
/// </summary>
[CollectionAgeLimit(Days = 1)]
internal sealed partial class ScoringCoordinatorGrain : Grain, IScoringCoordinatorGrain, IDisposable
{
    private const int MaximumActor = 200;
    private const int MaximumReason = 1_000;

    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    // Workers that hold slices from before this activation say so within some periods; until then nobody else gets any.
    private static readonly TimeSpan Reunion = TimeSpan.FromSeconds(2);

    private readonly ScoringJobStore _store;
    private readonly TimeProvider _time;
    private readonly ScoringOptions _options;
    private readonly ILogger<ScoringCoordinatorGrain> _logger;
    private readonly string _job;
    private readonly ScoringTeam _team;
    private readonly PublishingPatience _publishing;
    private readonly RepeatedSteps _steps;
    private ScoringDefinition? _definition;
    private IGrainTimer? _timer;
    private long _awakeSince;
    private bool _awaitsReunion;
    private string _note = "";
    private bool _isCurrent = true;

    public ScoringCoordinatorGrain(
        IGrainContext context,
        [PersistentState("scoring-job")] IPersistentState<ScoringJobState> state,
        PoolSilos pools,
        ISiloStatusOracle membership,
        JobMetrics metrics,
        TimeProvider time,
        IOptions<ScoringOptions> options,
        ILogger<ScoringCoordinatorGrain> logger)
    {
        _time = time;
        _options = options.Value;
        _logger = logger;
        _job = context.GrainId.Key.ToString() ?? "";
        _store = new ScoringJobStore(state, metrics, _job);
        _publishing = new PublishingPatience(time);
        _steps = new RepeatedSteps(StepAsync);
        _team = new ScoringTeam(GrainFactory, pools, membership, time, _options, logger, _job);
    }

    private ScoringJobState Stored => _store.State;

    private ScoringDefinition Definition => _definition ??= ScoringDefinitionReader.Read(Stored.Definition);

    private ScoringSetup Setup => new() { Definition = Stored.Definition, Version = Stored.Version, BatchRows = Stored.BatchRows, Input = Stored.Input };

    private bool IsScored => Stored.IsPlanComplete && Stored.DoneSlices == Stored.Slices.Length;

    private IScoringCatalogGrain Catalog => GrainFactory.GetGrain<IScoringCatalogGrain>(IScoringCatalogGrain.Key);

    private IScoringTaskGrain Tasks => GrainFactory.GetGrain<IScoringTaskGrain>(ScoringKeys.Task(Stored.Pool, _job));

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _awakeSince = _time.GetTimestamp();
        _awaitsReunion = Stored.Held.Length > 0;
        Drive();
        return Task.CompletedTask;
    }

    public void Dispose() => _store.Dispose();

    public async Task<ScoringStatus> Start(StartScoringRequest request)
    {
        ModelName.Require(_job, "scoring job");
        if (request.Actor.Length > MaximumActor)
            throw new OrleansMLException(ErrorCode.InvalidRequest, $"The actor has {request.Actor.Length} characters; {MaximumActor} are allowed.");
        if (Stored.Definition.Length > 0)
        {
            return Stored.Definition == request.Definition ? Status() : throw new OrleansMLException(
                ErrorCode.Conflict, $"Scoring job '{_job}' exists with another definition; start this one under another id.");
        }

        var definition = ScoringStart.Read(request.Definition);
        var version = await ScoringStart.FindVersionAsync(GrainFactory, definition);
        await Catalog.Add(_job);
        await GuardAsync(() => _store.ChangeAsync(_ => new ScoringJobState
        {
            Definition = request.Definition,
            Actor = request.Actor,
            Model = definition.Model,
            Version = version.Version,
            Package = version.Package,
            Pool = version.Description.Pool,
            PlannedAt = _time.GetUtcNow(),
        }));
        Drive();
        return Status();
    }

    public Task<ScoringStatus> GetStatus()
    {
        RequireJob();
        return Task.FromResult(Status());
    }

    public async Task<ScoringEstimate?> Estimate(string definition)
    {
        ModelName.Require(_job, "scoring job");
        if (Stored.Definition.Length > 0)
            throw new OrleansMLException(ErrorCode.Conflict, $"'{_job}' is a scoring job; ask for an estimate under an id that nothing has.");

        var read = ScoringStart.Read(definition);
        var version = await ScoringStart.FindVersionAsync(GrainFactory, read);
        var setup = new ScoringSetup { Definition = definition, Version = version.Version, BatchRows = 0 };
        var estimate = await GrainFactory.GetGrain<IScoringTaskGrain>(ScoringKeys.Task(version.Description.Pool, _job)).Estimate(setup);
        return estimate is null ? null : estimate with { Workers = _team.Wanted(version.Description.Pool, read.Workers.Most) };
    }

    public async Task<ScoringStatus> Cancel(string reason)
    {
        RequireJob();
        if (reason.Length > MaximumReason)
            throw new OrleansMLException(ErrorCode.InvalidRequest, $"The reason has {reason.Length} characters; {MaximumReason} are allowed.");

        // Whether it publishes already is decided where changes come one after the other.
        await GuardAsync(() => _store.ChangeAsync(stored => stored switch
        {
            { State: ScoringState.Finishing } => throw new OrleansMLException(
                ErrorCode.Conflict, $"Scoring job '{_job}' is publishing its result, which cannot be taken back; wait until it is completed."),
            { HasEnded: true } => stored,
            _ => stored.End(ScoringState.Cancelled, reason, _time.GetUtcNow()),
        }));
        await StopWorkAsync();
        return Status();
    }

    public async Task<ScoringStatus> Resume()
    {
        RequireJob();
        if (Stored.State == ScoringState.Completed)
            throw new OrleansMLException(ErrorCode.Conflict, $"Scoring job '{_job}' is completed; start another to score again.");
        if (Stored.IsGivenUp)
        {
            throw new OrleansMLException(
                ErrorCode.Conflict,
                $"Scoring job '{_job}' {(Stored.State == ScoringState.Failed ? "failed" : "was cancelled")} at {Stored.EndedAt:u}, and what it needs to go on has been removed since ({ScoringOptions.Section}:{nameof(ScoringOptions.ResumableFor)} is {_options.ResumableFor}). "
                + "Start another job with the same definition.");
        }

        if (!Stored.HasEnded)
            return Status();

        await Catalog.NoteEnded(_job, hasEnded: false);
        await GuardAsync(() => _store.ChangeAsync(static state => state.HasEnded ? state with { State = ScoringState.Running, Reason = "", EndedAt = null } : state));
        _publishing.Renew();
        Drive();
        return Status();
    }

    public async Task<bool> Ensure()
    {
        Drive();
        if (Stored.Definition.Length > 0 && !Stored.HasEnded)
            return true;

        await NoteEndedAsync();
        return false;
    }

    public async Task<string?> GiveUp()
    {
        var now = _time.GetUtcNow();
        await GuardAsync(() => _store.ChangeAsync(state => state.KeptUntil(_options.ResumableFor) <= now ? state with { IsGivenUp = true } : state));
        return Stored.IsGivenUp ? Stored.Input : null;
    }

    public async Task<bool> AddPlan(ScoringPlanPart plan)
    {
        if (Stored.State != ScoringState.Running)
            return false;

        // Whoever plans must hear of what could not be stored: what it finds next would leave a gap.
        await GuardAsync(() => _store.ChangeAsync(state => state.State == ScoringState.Running ? state.Add(plan) : state));
        _steps.RunAsync().Ignore();
        return Stored.State == ScoringState.Running;
    }

    public async Task<ScoringOrder> Report(ScoringReport report)
    {
        if (Stored.State != ScoringState.Running)
            return new ScoringOrder { Belongs = false };

        await TryAsync(() => TakeAsync(report));
        if (IsScored)
            _steps.RunAsync().Ignore();
        return Stored.State != ScoringState.Running ? new ScoringOrder { Belongs = false } : new ScoringOrder
        {
            // One too many finishes what it has.
            Belongs = IsWanted(report.Slot) || Array.Exists(Stored.Held, lease => lease.Incarnation == report.Incarnation),
            Decided = [.. report.Held.Concat(report.Parts.Select(static part => part.Slice)).Distinct().Where(slice => slice < Stored.Parts.Length && Stored.Parts[slice] is not null)],
            Leases =
            [
                // A part that could not be stored yet is reported again.
                .. Stored.Held.Where(lease => lease.Incarnation == report.Incarnation && !report.Held.Contains(lease.Slice) && report.Parts.All(part => part.Slice != lease.Slice))
                    .Select(lease => new ScoringLease { Slice = Stored.Slices[lease.Slice], Attempt = lease.Attempt }),
            ],
        };
    }

    private async Task TakeAsync(ScoringReport report)
    {
        _team.Take(report);
        if (report.FailsJob)
            throw new ScoringFailedException(report.Failure);

        var mayLease = report.Failure.Length == 0 && !(_awaitsReunion && _time.GetElapsedTime(_awakeSince) < Reunion) && IsWanted(report.Slot);
        var leasing = new ScoringLeasing(mayLease, _team.Wanted(Stored.Pool, Definition.Workers.Most), Definition.DeadLetters, _options.WorkerTimeout);
        var at = _time.GetUtcNow();
        await _store.ChangeAsync(state => state.State == ScoringState.Running ? leasing.Take(state, report, at) : state);
    }

    private bool IsWanted(int slot) => slot < _team.Wanted(Stored.Pool, Definition.Workers.Most);

    private void RequireJob()
    {
        if (Stored.Definition.Length == 0)
            throw new OrleansMLException(ErrorCode.RunNotFound, $"There is no scoring job '{_job}'.");
    }

    private void Drive()
    {
        if (Stored.Definition.Length == 0 || Stored.HasEnded)
            return;

        DelayDeactivation(Life);
        _timer ??= this.RegisterGrainTimer(_ => _steps.RunAsync(), new GrainTimerCreationOptions(TimeSpan.Zero, _options.Period) { Interleave = true });
    }

    private async Task StepAsync()
    {
        DelayDeactivation(Life);
        var before = (Stored.State, Stored.Outcome);
        await TryAsync(() => Stored.State switch
        {
            ScoringState.Planned => _store.ChangeAsync(static state => state.State == ScoringState.Planned ? state with { State = ScoringState.Running } : state),
            ScoringState.Running => RunAsync(),
            ScoringState.Finishing => FinishAsync(),
            _ => Task.CompletedTask,
        });
        if (!Stored.HasEnded)
        {
            if (before != (Stored.State, Stored.Outcome))
                _steps.Again();
            return;
        }

        _timer?.Dispose();
        _timer = null;
        await TryAsync(NoteEndedAsync);
    }

    private async Task NoteEndedAsync()
    {
        if (Stored.KeptUntil(_options.ResumableFor) is { } until)
            await Catalog.Keep(_job, until);
        await Catalog.NoteEnded(_job, hasEnded: true);

        // It may have been resumed while that was under way.
        if (Stored.Definition.Length > 0 && !Stored.HasEnded)
            await Catalog.NoteEnded(_job, hasEnded: false);
    }

    private async Task RunAsync()
    {
        if (!Stored.IsPlanComplete)
            await Tasks.Plan(Setup).WaitAsync(CallTimeout, _time);
        if (IsScored)
        {
            // With the last of the plan, the share of dead letters can be told.
            if (Stored.Overdrawn(Definition.DeadLetters) is { } overdrawn)
                throw new ScoringFailedException(overdrawn);

            await _team.StopAsync(Stored.Pool);
            await _store.ChangeAsync(state => state.State == ScoringState.Running
                ? state with { State = ScoringState.Finishing, ScoredAt = state.ScoredAt ?? _time.GetUtcNow() }
                : state);
            return;
        }

        if (Stored.BatchRows == 0)
            return;

        await _store.ChangeAsync(state => state.State == ScoringState.Running ? state.Release(lease => _team.IsLost(lease)) : state);
        _note = await _team.WorkAsync(Stored.Pool, Setup, Definition.Workers);
    }

    private async Task FinishAsync()
    {
        // What is published is stored before anything that it came from is removed.
        if (Stored.Outcome is not null)
        {
            await Tasks.Clean(Setup).WaitAsync(CallTimeout, _time);
            await _store.ChangeAsync(state => state.End(ScoringState.Completed, "", _time.GetUtcNow()));
            return;
        }

        if (_publishing.IsPausing)
            return;

        try
        {
            await PublishAsync();
        }
        catch (OrleansMLException exception) when (!ScoringFault.FailsJob(exception))
        {
            _publishing.Fail(exception.Message);
            throw;
        }
    }

    private async Task PublishAsync()
    {
        var result = new ScoringResult
        {
            Setup = Setup, Parts = [.. Stored.Parts.OfType<ScoredPart>()], Package = Stored.Package, ScoredAt = Stored.ScoredAt!.Value,
        };
        if (await Tasks.Finish(result).WaitAsync(CallTimeout, _time) is { } outcome)
            await _store.ChangeAsync(state => state.State == ScoringState.Finishing ? state with { Outcome = outcome } : state);
    }

    /// <summary>Does something that the next tick or report does again where it fails for now.</summary>
    private async Task TryAsync(Func<Task> work)
    {
        try
        {
            await GuardAsync(work);
        }
        catch (Exception exception) when (_isCurrent)
        {
            // A silo that is gone, a store or a database that does not answer.
            _note = exception is TimeoutException ? _note : $"It is tried again: {exception.Message}";
            LogNotDone(_logger, _job, exception.Message);
        }
    }

    /// <summary>Does something, and ends the job where that can never succeed.</summary>
    private async Task GuardAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (InconsistentStateException)
        {
            // Another activation has this job.
            _isCurrent = false;
            DeactivateOnIdle();
            throw new OrleansMLException(ErrorCode.Unavailable, $"Scoring job '{_job}' moved to another silo; ask again.");
        }
        catch (ScoringFailedException exception)
        {
            await EndAsync(ScoringState.Failed, exception.Message);
        }
        catch (OrleansMLException exception) when (ScoringFault.FailsJob(exception))
        {
            await EndAsync(ScoringState.Failed, exception.Message);
        }
    }

    private async Task EndAsync(ScoringState state, string reason)
    {
        await _store.ChangeAsync(stored => stored.HasEnded ? stored : stored.End(state, reason, _time.GetUtcNow()));
        await StopWorkAsync();
    }

    private async Task StopWorkAsync()
    {
        await _team.StopAsync(Stored.Pool);
        Tasks.Stop().Ignore();
    }

    private ScoringStatus Status() => ScoringStatusView.Of(_job, Stored, _team, _note);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Scoring job {Job} could not go on for now: {Reason}")]
    private static partial void LogNotDone(ILogger logger, string job, string reason);
}
