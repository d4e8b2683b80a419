using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Storage;
using OrleansML.Grains.Monitoring;
using OrleansML.Grains.Placement;
using OrleansML.Grains.Registry;
using OrleansML.Learning.Training;
using OrleansML.Models;
using OrleansML.Training;

namespace OrleansML.Grains.Training;

/// <summary>
/// One training run. Everything that it answers is stored before; a timer drives it from state to state. A write follows from what this activation last
/// stored: one that lives on where a silo was thought dead finds out there, and ends.
/// </summary>
[CollectionAgeLimit(Days = 1)]
internal sealed partial class TrainingCoordinatorGrain : Grain, ITrainingCoordinatorGrain
{
    private const int MaximumReason = 1_000;
    private const int MostTroubles = 20;

    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    private readonly IPersistentState<TrainingRunState> _state;
    private readonly ArtifactWriter _artifacts;
    private readonly GateRecords _records;
    private readonly JobMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly TrainingOptions _options;
    private readonly ILogger<TrainingCoordinatorGrain> _logger;
    private readonly string _run;
    private readonly TrainingTeam _team;
    private TrainingDefinition? _definition;
    private IGrainTimer? _timer;

    // Whether the members of the stored generation are counted on; otherwise a new one is being gathered.
    private bool _isCounted;
    private string _note = "";

    // Whether a first call is on its way to be stored, and whether the catalog knows of the end.
    private bool _isStarting;
    private bool _isEndNoted;
    private int _troubles;
    private long _troubledPosition = -1;

    public TrainingCoordinatorGrain(
        IGrainContext context,
        [PersistentState("training-run")] IPersistentState<TrainingRunState> state,
        PoolSilos pools,
        ISiloStatusOracle membership,
        ArtifactWriter artifacts,
        GateRecords records,
        JobMetrics metrics,
        TimeProvider time,
        IOptions<TrainingOptions> options,
        ILogger<TrainingCoordinatorGrain> logger)
    {
        _state = state;
        _artifacts = artifacts;
        _records = records;
        _metrics = metrics;
        _time = time;
        _options = options.Value;
        _logger = logger;
        _run = context.GrainId.Key.ToString() ?? "";
        _team = new TrainingTeam(GrainFactory, pools, membership, time, _options, logger, _run);
    }

    private TrainingRunState Stored => _state.State;

    private TrainingDefinition Definition => _definition ??= TrainingDefinitionReader.Read(Stored.Definition);

    private ITrainingCatalogGrain Catalog => GrainFactory.GetGrain<ITrainingCatalogGrain>(ITrainingCatalogGrain.Key);

    private ITrainingTaskGrain Tasks => GrainFactory.GetGrain<ITrainingTaskGrain>(TrainingKeys.Task(Definition.Plan.Pool, _run));

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // Workers may have gone on without a coordinator; they are given the time to say so.
        _isCounted = Stored.Members.Length > 0;
        _team.Begin(Stored.Members);
        if (!Stored.HasEnded)
            Drive();
        return Task.CompletedTask;
    }

    public async Task<TrainingRunStatus> Start(StartTrainingRequest request)
    {
        ModelName.Require(_run, "run");
        if (Stored.Definition.Length > 0)
        {
            return Stored.Definition == request.Definition ? Status() : throw new OrleansMLException(
                ErrorCode.Conflict, $"Training run '{_run}' exists with another definition; start this one under another id.");
        }

        _definition = TrainingRequests.Read(request);
        _isStarting = true;
        try
        {
            await Catalog.Add(_run);
            await Store(new TrainingRunState { Definition = request.Definition, Actor = request.Actor, Model = _definition.Model, PlannedAt = _time.GetUtcNow() });
        }
        finally
        {
            _isStarting = false;
        }

        Drive();
        return Status();
    }

    public Task<TrainingRunStatus> GetStatus()
    {
        RequireRun();
        return Task.FromResult(Status());
    }

    public async Task<TrainingRunStatus> Cancel(string reason)
    {
        RequireRun();
        if (reason.Length > MaximumReason)
            throw new OrleansMLException(ErrorCode.InvalidRequest, $"The reason has {reason.Length} characters; {MaximumReason} are allowed.");
        if (!Stored.HasEnded)
            await EndAsync(TrainingState.Cancelled, reason);
        return Status();
    }

    public async Task<TrainingRunStatus> Resume()
    {
        RequireRun();
        if (Stored.State == TrainingState.Completed)
            throw new OrleansMLException(ErrorCode.Conflict, $"Training run '{_run}' is completed; start another to train again.");
        if (!Stored.HasEnded)
            return Status();

        var next = Stored.Materials is null ? TrainingState.Gathering : Stored.Checkpoint is { IsLast: true } ? TrainingState.Evaluating : TrainingState.Running;
        // Where this is interrupted, the next round finds that it has ended, and notes that again.
        _isEndNoted = false;
        await Catalog.NoteEnded(_run, hasEnded: false);
        if (!await Catalog.Reclaim(_run, Stored.Artifacts))
        {
            await Catalog.NoteEnded(_run, hasEnded: true);
            throw new OrleansMLException(
                ErrorCode.Conflict,
                $"Training run '{_run}' {(Stored.State == TrainingState.Failed ? "failed" : "was cancelled")} at {Stored.EndedAt:u}, and its rows and checkpoint have been removed since ({TrainingOptions.Section}:{nameof(TrainingOptions.ResumableFor)} is {_options.ResumableFor}). "
                + "Start another run with the same definition.");
        }

        await Store(Stored with { State = next, Reason = "", EndedAt = null });
        _troubles = 0;
        Regather("");
        Drive();
        return Status();
    }

    public async Task<string> GetGateRecord()
    {
        RequireRun();
        return Stored.Outcome is { } outcome
            ? await _records.ReadTextAsync(outcome.GateRecord, CancellationToken.None)
            : throw new OrleansMLException(
                ErrorCode.ArtifactNotFound, $"Training run '{_run}' is {Stored.State} and has no gate record; there is one when it is completed.");
    }

    public Task<bool> Ensure()
    {
        // Whoever asks has it from the catalog as one that has not ended.
        _isEndNoted = false;
        Drive();
        return Task.FromResult(_isStarting || Stored.Definition.Length > 0);
    }

    public Task<bool> Report(TrainingWorkerStatus status)
    {
        if (Stored.State != TrainingState.Running || status.Generation > Stored.Generation)
            return Task.FromResult(Stored.State == TrainingState.Running);

        _team.Take(status);
        return Task.FromResult(!_isCounted || Stored.Members.Any(member => member.Slot == status.Slot) || status.Generation < Stored.Generation);
    }

    public async Task<bool> Commit(TrainingCheckpoint checkpoint)
    {
        if (Stored.State != TrainingState.Running || checkpoint.Generation != Stored.Generation)
        {
            await RefuseAsync(checkpoint.Artifact);
            return false;
        }

        if (Stored.Checkpoint is { } before && before.Position >= checkpoint.Position)
            return true;

        var old = Stored.Checkpoint;
        var next = Stored with { Checkpoint = checkpoint };
        await Store(checkpoint.IsLast
            ? next with { State = TrainingState.Evaluating, TrainedAt = _time.GetUtcNow(), Members = [], Leases = next.CloseLeases(checkpoint.Step) }
            : next);
        if (checkpoint.IsLast)
            await _team.StopAsync(Definition.Plan);
        if (old is not null && old.Artifact != checkpoint.Artifact)
            await _artifacts.TryDeleteAsync(old.Artifact);
        return true;
    }

    // What came too late is removed, at the latest at the end: a worker of this generation may be about to store the same state.
    private async Task RefuseAsync(string artifact)
    {
        if (artifact != Stored.Checkpoint?.Artifact && (Stored.HasEnded || !await Catalog.Hold(_run, [artifact])))
            await _artifacts.TryDeleteAsync(artifact);
    }

    private void RequireRun()
    {
        if (Stored.Definition.Length == 0)
            throw new OrleansMLException(ErrorCode.RunNotFound, $"There is no training run '{_run}'.");
    }

    private void Drive()
    {
        if (Stored.Definition.Length == 0 || _isEndNoted)
            return;

        DelayDeactivation(Life);
        _timer ??= this.RegisterGrainTimer(DriveAsync, new GrainTimerCreationOptions(TimeSpan.Zero, _options.Period));
    }

    private async Task DriveAsync(CancellationToken cancellationToken)
    {
        try
        {
            DelayDeactivation(Life);
            await (Stored.State switch
            {
                TrainingState.Planned => Store(Stored with { State = TrainingState.Gathering }),
                TrainingState.Gathering => GatherAsync(),
                TrainingState.Running when _isCounted => WatchAsync(),
                TrainingState.Running => CountAsync(),
                TrainingState.Evaluating => EvaluateAsync(),
                _ => Task.CompletedTask,
            });
            if (Stored.HasEnded)
            {
                await NoteEndAsync();
                _timer?.Dispose();
                _timer = null;
            }
        }
        catch (InconsistentStateException)
        {
            // Another activation has this run.
            DeactivateOnIdle();
        }
        catch (TrainingFailedException exception)
        {
            await TryFailAsync(exception.Message);
        }
        catch (OrleansMLException exception) when (exception.Code == ErrorCode.InvalidRequest)
        {
            await TryFailAsync(exception.Message);
        }
        catch (Exception exception)
        {
            // A silo that is gone, a store that does not answer: the next tick tries again.
            _note = exception is TimeoutException ? "" : $"It is tried again: {exception.Message}";
            LogTickFailed(_logger, _run, exception.Message);
        }
    }

    /// <summary>Gives up what the run needed: what came of it is durable, or the run can be resumed for a time.</summary>
    private async Task NoteEndAsync()
    {
        await Catalog.Release(_run, Stored.Artifacts, Stored.EndedAt!.Value + (Stored.State == TrainingState.Completed ? TimeSpan.Zero : _options.ResumableFor));
        await Catalog.NoteEnded(_run, hasEnded: true);
        _isEndNoted = true;
    }

    private async Task GatherAsync()
    {
        if (await Tasks.Gather(Stored.Definition).WaitAsync(CallTimeout, _time) is not { } materials)
            return;

        await Store(Stored with { Materials = materials, State = TrainingState.Running });
        Regather("");
    }

    /// <summary>Gathers workers and starts a generation with them.</summary>
    private async Task CountAsync()
    {
        var plan = Definition.Plan;
        var materials = Stored.Materials!;
        var generation = Stored.Generation + 1;
        if (await _team.GatherAsync(plan, materials.Setup, generation) is not { } ready)
        {
            var wanted = _team.Wanted(plan);
            if (wanted < plan.MinimumWorkers)
                _note = $"It waits for workers: pool '{plan.Pool}' has room for {wanted} of {plan.MinimumWorkers}.";
            return;
        }

        var assignment = TrainingPlanner.Plan(ready, materials.Shards, Stored.Checkpoint, generation);
        var step = TrainingPlanner.StepOf(assignment.Position, materials.StepsPerEpoch);
        await Store(Stored with
        {
            Generation = generation,
            Members = assignment.Members,
            Leases =
            [
                .. Stored.CloseLeases(step).Where(static lease => lease.ToStep != lease.FromStep),
                .. assignment.Members.Select(member => new TrainingLease
                {
                    Generation = generation, Slot = member.Slot, FirstShard = member.FirstShard, Shards = member.Shards, FromStep = step,
                }),
            ],
        });
        _isCounted = true;
        _note = "";
        await _team.SendAsync(assignment, plan);
    }

    private async Task WatchAsync()
    {
        if (_team.Trouble(Stored.Members) is { } trouble)
        {
            var position = Stored.Members.Max(member => _team.ReportOf(member.Slot)?.Position ?? 0);
            _troubles = position > _troubledPosition ? 1 : _troubles + 1;
            _troubledPosition = Math.Max(position, _troubledPosition);
            if (_troubles > MostTroubles)
                throw new TrainingFailedException($"Workers were lost {_troubles} times without a step in between; the last: {trouble}. Mend that, and resume the run.");

            LogTrouble(_logger, _run, trouble);
            Regather($"Workers are counted anew: {trouble}.");
        }
        else if (await _team.HasMoreAsync(Definition.Plan, Stored.Materials!.Setup, Stored.Members, Stored.Generation))
        {
            Regather("Workers join.");
        }
    }

    private async Task EvaluateAsync()
    {
        var evaluation = new TrainingEvaluation
        {
            Definition = Stored.Definition,
            Materials = Stored.Materials!,
            Checkpoint = Stored.Checkpoint!.Artifact,
            Actor = Stored.Actor,
            At = Stored.TrainedAt!.Value,
        };
        if (await Tasks.Evaluate(evaluation).WaitAsync(CallTimeout, _time) is { } outcome)
            await Store(Stored.End(TrainingState.Completed, "", _time.GetUtcNow()) with { Outcome = outcome });
    }

    private async Task TryFailAsync(string reason)
    {
        try
        {
            await EndAsync(TrainingState.Failed, reason);
        }
        catch (Exception exception)
        {
            // The next tick finds the same fault.
            LogTickFailed(_logger, _run, exception.Message);
        }
    }

    private async Task EndAsync(TrainingState state, string reason)
    {
        await Store(Stored.End(state, reason, _time.GetUtcNow()));
        await _team.StopAsync(Definition.Plan);
        Tasks.Stop().Ignore();
    }

    private void Regather(string note)
    {
        _isCounted = false;
        _note = note;
        _team.Begin(Stored.Members);
    }

    private async Task Store(TrainingRunState next)
    {
        var before = _state.State;
        _state.State = next;
        try
        {
            await _state.WriteStateAsync();
            if (next.EndedAt is not null && before.EndedAt is null)
                _metrics.TrainingEnded(next.State);
        }
        catch (InconsistentStateException)
        {
            _state.State = before;
            throw;
        }
        catch (Exception exception)
        {
            _state.State = before;
            throw new OrleansMLException(ErrorCode.StorageUnavailable, $"Training run '{_run}' could not be stored: {exception.Message.TrimEnd('.')}. Repeat the request.", exception);
        }
    }

    private TrainingRunStatus Status() => TrainingRunView.Of(_run, Stored, _team, _note);

    [LoggerMessage(Level = LogLevel.Information, Message = "Training run {Run} counts its workers anew: {Reason}")]
    private static partial void LogTrouble(ILogger logger, string run, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Training run {Run} could not go on for now: {Reason}")]
    private static partial void LogTickFailed(ILogger logger, string run, string reason);
}
