using System.Globalization;

namespace OrleansML.Learning.Pipelines;

/// <summary>One look at the schedule: runs that wait, then people's requests, then what triggers ask for, then the backfill.</summary>
internal sealed class ScheduleTick
{
    private readonly PipelineDefinition _definition;
    private readonly DateTimeOffset _now;
    private readonly RunAdmission _admission;
    private readonly List<RowQuestion> _questions = [];
    private DateTimeOffset? _lookAgainAt;

    public ScheduleTick(PipelineDefinition definition, PipelineLedger ledger, DateTimeOffset now)
    {
        _definition = definition;
        _now = Instant.Later(now, ledger.SeenUntil);
        _admission = new RunAdmission(definition, ledger with { SeenUntil = _now }, _now);
    }

    public ScheduleOutcome Decide(ScheduleFacts facts)
    {
        MatchTriggers();
        _admission.StartWaiting();
        var backfills = new BackfillQueue(_definition, _admission, _now);
        foreach (var request in facts.Requests.OrderBy(static request => request.At))
            AdmitByHand(request);

        // In the order of time over all triggers, as if each had been looked at when it was due.
        var catchUp = new CatchUp(_definition.CatchUp, _admission, _now);
        var due = _definition.Triggers.OfType<ClockTrigger>().SelectMany(catchUp.Due).Concat(Alarms(facts));
        foreach (var run in due.OrderBy(static run => run.Run.End).ToList())
            _admission.Admit(run.Run, run.CaughtUp);
        foreach (var count in facts.RowCounts)
            AdmitRows(count);

        foreach (var request in facts.Backfills.OrderBy(static request => request.At))
            backfills.Accept(request);
        backfills.StartNext();
        foreach (var trigger in _definition.Triggers)
            LookAhead(trigger);
        return new ScheduleOutcome(_admission.Ledger, _admission.Decisions, _questions, _lookAgainAt);
    }

    // A trigger that is new, or not what it was, starts with what comes after now: it must not replay the past.
    private void MatchTriggers()
    {
        var ledger = _admission.Ledger;
        var floor = ledger.Floor;
        foreach (var (name, mark) in ledger.Triggers)
        {
            if (_definition.Triggers.All(trigger => trigger.Name != name || trigger.Identity != mark.Identity))
                floor = Instant.Later(floor, mark.DecidedUntil);
        }

        var start = Instant.Later(_now, floor);
        var marks = _definition.Triggers.ToDictionary(
            static trigger => trigger.Name,
            trigger => ledger.Triggers.GetValueOrDefault(trigger.Name) is { } mark && mark.Identity == trigger.Identity
                ? mark
                : new TriggerMark(trigger.Identity, start, start));
        _admission.Ledger = ledger with { Floor = floor, Triggers = ledger.Triggers.Clear().AddRange(marks) };
    }

    private void AdmitByHand(RunRequest request)
    {
        if (!_admission.IsNew(LogicalRun.Hand, request.Id, request.At))
            return;

        var (start, end) = request.Interval ?? LastCompleteInterval(request.At);
        _admission.Admit(new LogicalRun(LogicalRun.Hand, $"{LogicalRun.Hand}/{Instant.Text(request.At)}/{request.Id}", start, end));
    }

    private (DateTimeOffset Start, DateTimeOffset End) LastCompleteInterval(DateTimeOffset at)
    {
        if (_definition.Triggers.OfType<ClockTrigger>().FirstOrDefault() is not { } trigger || trigger.Latest(at) is not { } end)
            return (at, at);
        return (trigger.Previous(end) ?? end, end);
    }

    private IEnumerable<DueRun> Alarms(ScheduleFacts facts)
    {
        foreach (var alarm in facts.Alarms.OrderBy(static alarm => alarm.At))
        {
            if (!_admission.Ledger.Triggers.TryGetValue(alarm.Trigger, out var mark) || _definition.Triggers.OfType<AlarmTrigger>().All(trigger => trigger.Name != alarm.Trigger))
            {
                _admission.Decide(DecisionKind.Refuse, alarm.Trigger, null, $"The alarm of {Instant.Text(alarm.At)} is for '{alarm.Trigger}', which is no alarm trigger of this pipeline.");
            }
            else if (alarm.At <= mark.DecidedUntil)
            {
                _admission.Decide(DecisionKind.Refuse, alarm.Trigger, null, $"The alarm of {Instant.Text(alarm.At)} is not later than {Instant.Text(mark.DecidedUntil)}, up to which '{alarm.Trigger}' is decided.");
            }
            else
            {
                _admission.Mark(alarm.Trigger, mark with { DecidedUntil = alarm.At, CoveredUntil = alarm.At });
                yield return new DueRun(LogicalRun.At(alarm.Trigger, mark.CoveredUntil, alarm.At), false);
            }
        }
    }

    private void AdmitRows(RowCount count)
    {
        if (_definition.Triggers.OfType<NewRowsTrigger>().FirstOrDefault(trigger => trigger.Name == count.Trigger) is not { } trigger
            || _admission.Ledger.Triggers[count.Trigger] is not { } mark || count.Since != mark.CoveredUntil || count.Until <= count.Since)
        {
            _admission.Decide(DecisionKind.Refuse, count.Trigger, null, $"A count of rows from {Instant.Text(count.Since)} to {Instant.Text(count.Until)} is not of what is asked for now.");
            return;
        }

        var found = string.Create(CultureInfo.InvariantCulture, $"'{trigger.Source}' had {count.Rows} new rows from {Instant.Text(count.Since)} to {Instant.Text(count.Until)}");
        if (count.Rows < trigger.AtLeast)
            _admission.Decide(DecisionKind.Wait, trigger.Name, null, string.Create(CultureInfo.InvariantCulture, $"{found}; {trigger.AtLeast} start a run."));
        else if (_admission.WhyRowsWait() is { } why)
            _admission.Decide(DecisionKind.Wait, trigger.Name, null, $"{found}; they wait, because {why}.");
        else
            StartRows(LogicalRun.At(trigger.Name, count.Since, count.Until), mark);
    }

    private void StartRows(LogicalRun run, TriggerMark mark)
    {
        _admission.Mark(run.Trigger, mark with { DecidedUntil = run.End, CoveredUntil = run.End });
        _admission.Admit(run);
    }

    private void LookAhead(PipelineTrigger trigger)
    {
        if (trigger is ClockTrigger clock)
        {
            var next = clock.Next(_now);
            var paused = _admission.Ledger.Paused is null ? "" : ", and will be skipped if the pipeline is still paused";
            _admission.Decide(DecisionKind.Wait, trigger.Name, null, next is { } due ? $"The next run is due at {Instant.Text(due)} ({trigger.Identity}){paused}." : $"No further run is due ({trigger.Identity}).");
            LookAt(next);
        }
        else if (trigger is NewRowsTrigger rows)
        {
            var mark = _admission.Ledger.Triggers[rows.Name];
            var ask = mark.AskedAt + rows.Poll;
            if (ask is null || ask <= _now)
            {
                _questions.Add(new RowQuestion(rows.Name, rows.Source, mark.CoveredUntil));
                _admission.Mark(rows.Name, mark with { AskedAt = _now });
                ask = _now + rows.Poll;
            }

            LookAt(ask);
        }
        else
        {
            _admission.Decide(DecisionKind.Wait, trigger.Name, null, $"Waits for an {trigger.Identity}.");
        }
    }

    private void LookAt(DateTimeOffset? instant)
    {
        if (instant is { } known && !(known >= _lookAgainAt))
            _lookAgainAt = known;
    }
}
