using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansML.Learning.Definitions;
using OrleansML.Learning.Pipelines;
using OrleansML.Pipelines;

namespace OrleansML.Grains.Pipelines;

/// <summary>
/// One pipeline. Each turn makes a new record from the one before, stores it, and then does what follows from it. A write follows from what this activation
/// last stored: one that lives on where a silo was thought dead finds out there, and ends.
/// </summary>
[CollectionAgeLimit(Days = 1)]
internal sealed partial class PipelineGrain : Grain, IPipelineGrain
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    private readonly PipelineStore _store;
    private readonly AttemptKeeper _attempts;
    private readonly PipelineRows _rows;
    private readonly PipelineNotices _notices;
    private readonly PipelineMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly PipelineOptions _options;
    private readonly ILogger<PipelineGrain> _logger;
    private readonly string _pipeline;
    private readonly PipelineDefinitions _definitions = new();
    private readonly Dictionary<string, string> _waits = new(StringComparer.Ordinal);
    private DateTimeOffset? _lookAt = DateTimeOffset.MinValue;
    private IGrainTimer? _timer;

    public PipelineGrain(
        IGrainContext context,
        [PersistentState("pipeline")] IPersistentState<PipelineState> state,
        PipelineSteps steps,
        PipelineRows rows,
        PipelineNotices notices,
        PipelineMetrics metrics,
        TimeProvider time,
        IOptions<PipelineOptions> options,
        ILogger<PipelineGrain> logger)
    {
        _rows = rows;
        _notices = notices;
        _metrics = metrics;
        _time = time;
        _options = options.Value;
        _logger = logger;
        _pipeline = context.GrainId.Key.ToString() ?? "";
        _store = new PipelineStore(state, _pipeline, DeactivateOnIdle);
        _attempts = new AttemptKeeper(_pipeline, steps, time, _options.StepTimeout);
    }

    private PipelineRecord Record => _store.Record;

    private IPipelineCatalogGrain Catalog => GrainFactory.GetGrain<IPipelineCatalogGrain>(IPipelineCatalogGrain.Key);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _store.Load();
        Rejoin();
        Drive();
        return Task.CompletedTask;
    }

    public async Task<PipelineApplied> Apply(ApplyPipelineRequest request)
    {
        PipelineRequests.Require(request);
        var definition = PipelineDefinitions.Read(_pipeline, request.Definition);
        var isSame = Record.Definition == request.Definition;
        string[] changes = isSame ? [] : PipelineChanges.Between(_definitions.FindCurrent(Record), definition);
        var applied = new PipelineApplied { Pipeline = _pipeline, Revision = Record.Revision + (isSame ? 0 : 1), Changes = changes };
        if (request.DryRun)
            return applied;

        // What is stored and not listed, nobody would wake.
        await Catalog.Add(_pipeline);
        if (!isSame)
        {
            await ChangeAsync(turn => turn.Apply(request.Definition, applied, request.Actor));
            Drive();
        }

        return applied;
    }

    public Task<string> GetDefinition()
    {
        RequirePipeline();
        return Task.FromResult(Record.Definition);
    }

    public Task<PipelineStatus> GetStatus()
    {
        RequirePipeline();
        return Task.FromResult(Status());
    }

    public Task<PipelineRun> GetRun(string run)
    {
        RequirePipeline();
        return Task.FromResult(Find(run));
    }

    public Task<PipelineDecision[]> GetDecisions(int most)
    {
        RequirePipeline();
        return Task.FromResult(Record.Decisions.Reverse().Take(most).ToArray());
    }

    public async Task<PipelineRun> Start(StartPipelineRequest request)
    {
        RequirePipeline();
        PipelineRequests.Require(request, _time.GetUtcNow());
        if (FindByHand(request.Operation) is { } known)
            return known;
        var asked = new RunRequest(request.Operation, request.At, request.IntervalStart is { } start ? (start, request.IntervalEnd!.Value) : null);
        var turn = await TurnAsync(turn => turn.Look(new ScheduleFacts { Requests = [asked] }));
        return FindByHand(request.Operation) ?? throw new OrleansMLException(ErrorCode.Conflict, WhyRefused(turn, LogicalRun.Hand));
    }

    public async Task<PipelineStatus> Backfill(BackfillPipelineRequest request)
    {
        RequirePipeline();
        PipelineRequests.Require(request, _time.GetUtcNow());
        if (Record.Ledger.Requests.Exists(known => known.Id == request.Operation))
            return Status();

        var asked = new BackfillRequest(request.Operation, request.At, request.Trigger, request.From, request.Until, request.Most);
        var goesOn = Record.Ledger.Backfill is not null || request.At <= Record.Ledger.RequestFloor;
        await TurnAsync(turn =>
        {
            turn.Look(new ScheduleFacts { Backfills = [asked] });
            // What is refused is not stored: the same request may be made again when it is possible.
            if (turn.Decisions.Any(static decision => decision is { Kind: DecisionKind.Refuse, Trigger: LogicalRun.Backfill }))
                throw new OrleansMLException(goesOn ? ErrorCode.Conflict : ErrorCode.InvalidRequest, WhyRefused(turn, LogicalRun.Backfill));
        });
        return Status();
    }

    public async Task<PipelineStatus> EndBackfill()
    {
        RequirePipeline();
        if (Record.Ledger.Backfill is not null)
            await ChangeAsync(static turn => turn.EndBackfill());

        return Status();
    }

    public async Task<PipelineRun> Cancel(string run, string reason)
    {
        RequirePipeline();
        PipelineRequests.RequireReason(reason);
        var found = Find(run);
        if (found.State == PipelineRunState.Running)
            await ChangeAsync(turn => turn.Cancel(reason));
        else if (found.State == PipelineRunState.Waiting)
            await ChangeAsync(turn => turn.Skip(found.Key, reason));

        return Find(found.Key);
    }

    public async Task<PipelineRun> Resume(string run)
    {
        RequirePipeline();
        var found = Find(run);
        if (found.State == PipelineRunState.Running)
            return found;
        if (found.Steps.Length == 0 && found.State is PipelineRunState.Failed or PipelineRunState.Cancelled)
            throw new OrleansMLException(ErrorCode.RunNotFound, $"The steps of run '{found.Key}' are not known any more; they are of the last {PipelineRecord.MostEnded} runs.");

        try
        {
            await ChangeAsync(turn => turn.Resume(found.Key));
        }
        catch (InvalidOperationException exception)
        {
            throw new OrleansMLException(ErrorCode.Conflict, exception.Message);
        }

        return Find(found.Key);
    }

    public async Task<PipelineStatus> Pause(string reason)
    {
        RequirePipeline();
        PipelineRequests.RequireReason(reason);
        if (Record.Ledger.Paused is null)
            await ChangeAsync(turn => turn.Pause(reason));

        return Status();
    }

    public async Task<PipelineStatus> Unpause()
    {
        RequirePipeline();
        if (Record.Ledger.Paused is not null)
            await ChangeAsync(static turn => turn.Unpause());

        return Status();
    }

    public async Task Delete()
    {
        if (Record.Exists)
            await TurnAsync(static turn => turn.Delete("the pipeline is deleted"));
        await Catalog.Remove(_pipeline);
    }

    public async Task<string[]> RaiseAlarm(PipelineAlarm alarm)
    {
        RequirePipeline();
        PipelineRequests.Require(alarm, _time.GetUtcNow());
        string[] triggers =
        [
            .. _definitions.Current(Record).Triggers.OfType<AlarmTrigger>()
                .Where(trigger => trigger.Model == alarm.Model && (trigger.Alarm is null || trigger.Alarm == alarm.Name)).Select(static trigger => trigger.Name),
        ];
        if (triggers.Length == 0 || Record.Alarms.Contains(alarm.Id))
            return [];

        var turn = await TurnAsync(turn =>
        {
            turn.Remember(alarm);
            turn.Look(new ScheduleFacts { Alarms = [.. triggers.Select(trigger => new RaisedAlarm(trigger, alarm.At))] });
        });
        return [.. turn.Decisions.Where(decision => decision.Kind != DecisionKind.Wait && triggers.Contains(decision.Trigger)).Select(static decision => decision.Why)];
    }

    public Task<bool> Ensure()
    {
        Drive();
        return Task.FromResult(Record.Exists);
    }

    public Task<PipelineAttempt[]> Beat(PipelineBeat beat)
    {
        foreach (var attempt in beat.Attempts.Where(Counts))
            _attempts.Hear(attempt);
        return Task.FromResult(beat.Attempts.Where(attempt => !Counts(attempt)).ToArray());
    }

    public async Task Report(PipelineReport report)
    {
        if (report.Delivery is { } delivery)
            await TakeAsync(delivery);
        if (report.Rows is { } rows && Record.Exists)
            await TakeAsync(rows);
        if (report.Step is { } step && Counts(step.Attempt))
            await TakeAsync(step);
    }

    private async Task TakeAsync(PipelineStepReport report)
    {
        var attempt = new StepAttempt(report.Attempt.Step, report.Attempt.Attempt);
        await ChangeAsync(turn => turn.Change((definition, progress) => report.Output is { } output
            ? RunProgression.Succeeded(progress, attempt, output, turn.Now)
            : RunProgression.Failed(definition, progress, attempt, FailureOf(report.Failure), report.Reason, turn.Now)));
        _attempts.Forget(report.Attempt);
    }

    private async Task TakeAsync(PipelineRowsReport report)
    {
        if (report.Failure.Length > 0)
            _waits[report.Trigger] = $"Rows could not be counted, and will be again: {report.Failure}";
        else
            await TurnAsync(turn => turn.Look(new ScheduleFacts { RowCounts = [new RowCount(report.Trigger, report.Since, report.Until, report.Rows)] }));
    }

    private async Task TakeAsync(PipelineDeliveryReport report)
    {
        if (Record.Notices.Find(notice => notice.Id == report.Id) is { } notice)
            await _store.StoreAsync(PipelineNotices.Next(Record, notice, report, _time.GetUtcNow()));
    }

    private static StepFailureKind FailureOf(string text) => EnumText.TryParse<StepFailureKind>(text, out var failure) ? failure : StepFailureKind.Internal;

    /// <summary>Whether an attempt is the current one of a step that runs.</summary>
    private bool Counts(PipelineAttempt attempt) => Record.Open?.IsRunning(attempt) == true;

    private void Drive()
    {
        if (!Record.Exists && Record.Notices.IsEmpty)
            return;

        DelayDeactivation(Life);
        _timer ??= this.RegisterGrainTimer(DriveAsync, new GrainTimerCreationOptions(TimeSpan.Zero, _options.Period));
    }

    private async Task DriveAsync(CancellationToken cancellationToken)
    {
        DelayDeactivation(Life);
        try
        {
            if (Record.Exists)
                await LookAsync();
            _notices.Send(_pipeline, Record.Notices, _time.GetUtcNow());
        }
        catch (Exception exception)
        {
            // The next tick has it again.
            LogNotDone(_logger, _pipeline, exception.Message);
        }

        if (Record.Exists || !Record.Notices.IsEmpty)
            return;

        _timer?.Dispose();
        _timer = null;
    }

    private async Task LookAsync()
    {
        var lost = _attempts.TakeLost(Record.Open, OrderOf);
        if (lost.Count > 0 || _time.GetUtcNow() >= _lookAt)
        {
            await ChangeAsync(turn =>
            {
                foreach (var attempt in lost)
                {
                    turn.Change((definition, progress) => RunProgression.Failed(
                        definition, progress, attempt, StepFailureKind.Unavailable, "the silo that worked on it was lost", turn.Now));
                }
            });
        }
    }

    private void Rejoin()
    {
        try
        {
            _attempts.Rejoin(Record.Open, OrderOf);
        }
        catch (OrleansMLException exception)
        {
            // Its definition is not valid for this build; whoever asks is told so.
            LogNotDone(_logger, _pipeline, exception.Message);
        }
    }

    private StepOrder OrderOf(StepAttempt attempt) => NewTurn().Order(Record.Open!, attempt);

    private PipelineTurn NewTurn() => new(_pipeline, Record, _definitions, _time.GetUtcNow());

    /// <summary>Changes what is known, and decides what follows.</summary>
    private Task<PipelineTurn> ChangeAsync(Action<PipelineTurn> change) => TurnAsync(turn =>
    {
        change(turn);
        turn.Look(ScheduleFacts.None);
    });

    private async Task<PipelineTurn> TurnAsync(Action<PipelineTurn> work)
    {
        var turn = NewTurn();
        work(turn);
        await _store.StoreAsync(turn.Record);
        foreach (var outcome in turn.Ended)
            _metrics.RunEnded(_pipeline, outcome);
        _lookAt = turn.LookAgainAt;
        foreach (var decision in turn.Decisions.Where(static decision => decision.Kind == DecisionKind.Wait))
            _waits[decision.Trigger] = decision.Why;
        foreach (var decision in turn.Decisions.Where(static decision => decision.Kind != DecisionKind.Wait))
        {
            _waits.Remove(decision.Trigger);
            LogDecided(_logger, _pipeline, decision.Why);
        }

        foreach (var attempt in turn.Stop)
            _attempts.Stop(attempt);
        foreach (var order in turn.Start)
            _attempts.Start(order);
        foreach (var question in turn.Questions)
            _rows.Count(_pipeline, question);
        return turn;
    }

    private PipelineStatus Status() => PipelineView.StatusOf(_pipeline, Record, _definitions, _waits, _time.GetUtcNow());

    private PipelineRun Find(string run) => PipelineView.Find(Record, _definitions, run)
        ?? throw new OrleansMLException(ErrorCode.RunNotFound, $"Pipeline '{_pipeline}' has no run '{run}' among the open ones and the last {PipelineLedger.MostRecent}.");

    private PipelineRun? FindByHand(string operation) => PipelineView.FindByHand(Record, _definitions, operation);

    private void RequirePipeline()
    {
        if (!Record.Exists)
            throw new OrleansMLException(ErrorCode.PipelineNotFound, $"There is no pipeline '{_pipeline}'; apply its definition first.");
    }

    private static string WhyRefused(PipelineTurn turn, string trigger) =>
        turn.Decisions.LastOrDefault(decision => decision.Kind == DecisionKind.Refuse && decision.Trigger == trigger)?.Why ?? "The request is known, but what came of it is not any more.";

    [LoggerMessage(Level = LogLevel.Information, Message = "Pipeline {Pipeline}: {Decision}")]
    private static partial void LogDecided(ILogger logger, string pipeline, string decision);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Pipeline {Pipeline} could not go on for now: {Reason}")]
    private static partial void LogNotDone(ILogger logger, string pipeline, string reason);
}
