using OrleansML.Learning.Definitions;
using OrleansML.Learning.Pipelines;
using OrleansML.Learning.Records;
using OrleansML.Pipelines;

namespace OrleansML.Grains.Pipelines;

/// <summary>
/// One turn of a pipeline: from what is known, the time and what happened to what is known next, and what is to be done when that is stored. Pure, but for
/// definitions that are read once.
/// </summary>
/// <param name="pipeline">Its name.</param>
/// <param name="record">What is known; the pipeline exists.</param>
/// <param name="definitions">Its definitions.</param>
/// <param name="now">The time.</param>
internal sealed class PipelineTurn(string pipeline, PipelineRecord record, PipelineDefinitions definitions, DateTimeOffset now)
{
    private readonly List<StepOrder> _start = [];
    private readonly List<PipelineAttempt> _stop = [];
    private readonly List<RowQuestion> _questions = [];
    private readonly List<ScheduleDecision> _decisions = [];
    private readonly List<RunOutcome> _ended = [];

    /// <summary>What is known after the turn.</summary>
    public PipelineRecord Record { get; private set; } = record;

    public DateTimeOffset Now => now;

    /// <summary>Attempts to start.</summary>
    public IReadOnlyList<StepOrder> Start => _start;

    /// <summary>Attempts to stop.</summary>
    public IReadOnlyList<PipelineAttempt> Stop => _stop;

    /// <summary>Rows to count.</summary>
    public IReadOnlyList<RowQuestion> Questions => _questions;

    /// <summary>What was decided about runs, waits included.</summary>
    public IReadOnlyList<ScheduleDecision> Decisions => _decisions;

    /// <summary>How runs ended.</summary>
    public IReadOnlyList<RunOutcome> Ended => _ended;

    /// <summary>When to look again at the latest; null: when something happens.</summary>
    public DateTimeOffset? LookAgainAt { get; private set; }

    private PipelineDefinition Definition => definitions.Current(Record);

    /// <summary>Decides everything that can be decided now.</summary>
    public void Look(ScheduleFacts facts)
    {
        do
        {
            var outcome = PipelineSchedule.Decide(Definition, Record.Ledger, now, facts);
            facts = ScheduleFacts.None;
            LookAgainAt = outcome.LookAgainAt;
            Record = Record with { Ledger = outcome.Ledger };
            _questions.AddRange(outcome.Questions);
            Take(outcome.Decisions);
            TrackOpen();
        }
        while (AdvanceOpen());
    }

    /// <summary>Puts a definition in use.</summary>
    public void Apply(string definition, PipelineApplied applied, string actor) =>
        Record = (Record with { Definition = definition, Revision = applied.Revision, AppliedAt = now, Actor = actor })
            .Note(now, "apply", $"Revision {applied.Revision} is in use: {string.Join(" ", applied.Changes)}");

    /// <summary>Ends the backfill that goes on.</summary>
    public void EndBackfill() => Record = (Record with { Ledger = PipelineSchedule.EndBackfill(Record.Ledger) })
        .Note(now, "end", "The backfill is ended; what it has not started yet never is.", LogicalRun.Backfill);

    /// <summary>Lets triggers start no runs.</summary>
    public void Pause(string reason) => Record = (Record with { Ledger = PipelineSchedule.Pause(Record.Ledger, reason, now) })
        .Note(now, "pause", $"Triggers start nothing: {reason.TrimEnd('.')}.");

    /// <summary>Lets triggers start runs again.</summary>
    public void Unpause()
    {
        var outcome = PipelineSchedule.Unpause(Definition, Record.Ledger, now);
        Take(outcome.Decisions);
        Record = (Record with { Ledger = outcome.Ledger }).Note(now, "unpause", "Triggers start runs again.");
    }

    /// <summary>Remembers an alarm, so that it is not taken for another when it is raised again.</summary>
    public void Remember(PipelineAlarm alarm)
    {
        var alarms = Record.Alarms.Add(alarm.Id);
        Record = Record with { Alarms = alarms.Count > PipelineRecord.MostAlarms ? alarms.RemoveAt(0) : alarms };
    }

    /// <summary>Cancels the open run, if there is one.</summary>
    public void Cancel(string reason) => Change((_, progress) => RunProgression.Cancel(progress, reason));

    /// <summary>Ends a run that waits before it has begun.</summary>
    public void Skip(string key, string reason)
    {
        var ledger = Record.Ledger;
        var waiting = ledger.Waiting.Find(other => other.Key == key)!;
        var ended = new RunRecord(waiting, RunOutcome.Skipped, now, null, $"cancelled while it waited: {reason}");
        Record = (Record with { Ledger = PipelineSchedule.Remember(ledger with { Waiting = ledger.Waiting.Remove(waiting) }, ended) })
            .Note(now, "skip", $"'{key}' is skipped: {reason.TrimEnd('.')}.", waiting.Trigger, key);
    }

    /// <summary>Lets a run that ended, and whose steps are known, go on.</summary>
    /// <exception cref="InvalidOperationException">It cannot go on, or not now.</exception>
    public void Resume(string key)
    {
        var record = Record with { Ledger = PipelineSchedule.Resume(Record.Ledger, key) };
        var tracked = record.Open!;
        // To the end of the list, where the last that ended are kept.
        Record = (record with { Runs = record.Runs.Remove(tracked).Add(tracked with { Progress = RunProgression.Resume(tracked.Progress, now) }) })
            .Note(now, "resume", $"'{key}' goes on from where it failed.", tracked.Run.Trigger, key);
    }

    /// <summary>Changes how far the open run is.</summary>
    public void Change(Func<PipelineDefinition, RunProgress, RunProgress> change)
    {
        if (Record.Open is { } open)
            Record = Record.With(open, open with { Progress = change(definitions.Of(Record, open), open.Progress) });
    }

    /// <summary>Ends the open run, if there is one, and forgets all but what keeps a key from starting twice.</summary>
    public void Delete(string reason)
    {
        Cancel(reason);
        AdvanceOpen();
        var ledger = Record.Ledger;
        Record = new PipelineRecord
        {
            Revision = Record.Revision,
            Notices = Record.Notices,
            Alarms = Record.Alarms,
            Ledger = new PipelineLedger
            {
                SeenUntil = ledger.SeenUntil,
                Floor = ledger.Triggers.Values.Select(static mark => mark.DecidedUntil).Append(ledger.Floor).Max(),
                Requests = ledger.Requests,
                RequestFloor = ledger.RequestFloor,
            },
        };
        LookAgainAt = null;
    }

    /// <summary>What whoever works on an attempt must know.</summary>
    public StepOrder Order(TrackedRun run, StepAttempt attempt)
    {
        var outputs = run.Progress.Steps.Where(static step => step.Output is not null).ToDictionary(static step => step.Name, static step => step.Output!);
        return new StepOrder(
            pipeline,
            new PipelineAttempt(run.Id, attempt.Step, attempt.Attempt),
            definitions.Of(Record, run).Steps.First(step => step.Name == attempt.Step),
            new TemplateValues(run.Run, run.Id, outputs),
            IsOutputUsed(run, attempt.Step));
    }

    private void Take(IReadOnlyList<ScheduleDecision> decisions)
    {
        _decisions.AddRange(decisions);
        foreach (var decision in decisions.Where(static decision => decision.Kind != DecisionKind.Wait))
            Record = Record.Note(now, EnumText.Of(decision.Kind), decision.Why, decision.Trigger, decision.Run?.Key ?? "");
    }

    private void TrackOpen()
    {
        if (Record.Ledger.Open is not { } open || Record.Open is not null)
            return;

        var run = new TrackedRun(open.Run, Record.Revision, RunProgression.Begin(Definition, open.Run.Key, now));
        Record = Record with { Runs = Record.Runs.Add(run), Definitions = Record.Definitions.SetItem(Record.Revision, Record.Definition) };
        Tell(PipelineEvent.Start, run);
    }

    /// <summary>Leads the open run on.</summary>
    /// <returns>Whether it has ended.</returns>
    private bool AdvanceOpen()
    {
        if (Record.Open is not { } open)
            return false;

        var definition = definitions.Of(Record, open);
        var progress = Record.Ledger.Open!.CancelAsked ? RunProgression.Cancel(open.Progress, "another run is due, and overlap is 'cancel_other'") : open.Progress;
        var advance = RunProgression.Advance(definition, progress, now);
        var advanced = open with { Progress = advance.Progress };
        Record = Record.With(open, advanced);
        _start.AddRange(advance.Start.Select(attempt => Order(advanced, attempt)));
        _stop.AddRange(advance.Stop.Select(attempt => new PipelineAttempt(open.Id, attempt.Step, attempt.Attempt)));
        if (advance.LookAgainAt is { } look && !(look >= LookAgainAt))
            LookAgainAt = look;
        if (advance.Progress.Outcome == RunOutcome.Running)
            return false;

        End(advanced);
        return true;
    }

    // A file of the silos may use it too, and is read only when its step runs.
    private bool IsOutputUsed(TrackedRun run, string step) =>
        Record.Definitions[run.Revision].Contains($"steps.{step}.output", StringComparison.Ordinal)
        || definitions.Of(Record, run).Steps.Any(static other => other.Work is TrainStep { Definition.File: not null } or ScoreStep { Definition.File: not null });

    private void End(TrackedRun run)
    {
        var progress = run.Progress;
        _ended.Add(progress.Outcome);
        var reason = progress.Reason ?? "every step succeeded";
        var before = Record.Ledger.Paused;
        Record = (Record with { Ledger = PipelineSchedule.End(definitions.Of(Record, run), Record.Ledger, run.Run.Key, progress.Outcome, reason, now) })
            .Note(now, "end", $"'{run.Run.Key}' {EnumText.Of(progress.Outcome)}: {reason.TrimEnd('.')}.", run.Run.Trigger, run.Run.Key);
        if (before is null && Record.Ledger.Paused is { } paused)
            Record = Record.Note(now, "pause", $"Triggers start nothing: {paused.Reason.TrimEnd('.')}.");
        if (progress.Outcome == RunOutcome.Succeeded)
            Tell(PipelineEvent.Success, run);
        else if (progress.Outcome == RunOutcome.Failed)
            Tell(PipelineEvent.Failure, run);
        Trim();
    }

    // Runs are kept in the order of their ends, so that one which was resumed is not the first to be forgotten.
    private void Trim()
    {
        var ended = Record.Runs.Count - PipelineRecord.MostEnded;
        var runs = ended > 0 ? Record.Runs.RemoveRange(0, ended) : Record.Runs;
        var revisions = runs.Select(static run => run.Revision).ToHashSet();
        Record = Record with { Runs = runs, Definitions = Record.Definitions.RemoveRange(Record.Definitions.Keys.Where(revision => !revisions.Contains(revision))) };
    }

    private void Tell(PipelineEvent happened, TrackedRun run)
    {
        if (definitions.Of(Record, run).Notify is not { } notify || !notify.Events.Contains(happened))
            return;

        var body = new PipelineNoticeBody(
            happened, pipeline, run.Id, run.Run.Key, Instant.Text(run.Run.Start), Instant.Text(run.Run.End), run.Progress.Outcome, run.Progress.Reason ?? "", Instant.Text(now));
        var notice = new PipelineNotice(
            PipelineIds.OfNotice(pipeline, run.Run.Key, EnumText.Of(happened), now),
            System.Text.Encoding.UTF8.GetString(CanonicalJson.Write(body)),
            notify.Url,
            notify.Secret,
            now,
            0,
            now,
            "");
        Record = Record with { Notices = Record.Notices.Add(notice) };
        if (Record.Notices.Count <= PipelineRecord.MostNotices)
            return;

        var dropped = Record.Notices[0];
        Record = (Record with { Notices = Record.Notices.RemoveAt(0) })
            .Note(now, "notify", $"Notification '{dropped.Id}' of {Instant.Text(dropped.At)} is given up: more than {PipelineRecord.MostNotices} wait to be delivered.");
    }
}
