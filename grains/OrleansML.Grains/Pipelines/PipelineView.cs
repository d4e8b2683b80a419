using OrleansML.Learning.Definitions;
using OrleansML.Learning.Pipelines;
using OrleansML.Pipelines;

namespace OrleansML.Grains.Pipelines;

/// <summary>What is told of a pipeline.</summary>
internal static class PipelineView
{
    /// <summary>How it stands.</summary>
    /// <param name="pipeline">Its name.</param>
    /// <param name="record">What is known of it; it exists.</param>
    /// <param name="definitions">Its definitions.</param>
    /// <param name="waits">For each trigger, what it waits for.</param>
    /// <param name="now">The time.</param>
    public static PipelineStatus StatusOf(
        string pipeline, PipelineRecord record, PipelineDefinitions definitions, IReadOnlyDictionary<string, string> waits, DateTimeOffset now)
    {
        var definition = definitions.Current(record);
        var ledger = record.Ledger;
        return new PipelineStatus
        {
            Pipeline = pipeline,
            Description = definition.Description ?? "",
            Revision = record.Revision,
            AppliedAt = record.AppliedAt,
            Actor = record.Actor,
            PausedSince = ledger.Paused?.Since,
            PauseReason = ledger.Paused?.Reason ?? "",
            Open = ledger.Open is { } open ? RunOf(record, open, definitions) : null,
            Waiting = [.. ledger.Waiting.Select(WaitingOf)],
            Recent = [.. ledger.Recent.Reverse().Select(run => RunOf(record, run, definitions: null))],
            Triggers =
            [
                .. definition.Triggers.Select(trigger => new PipelineTriggerStatus
                {
                    Trigger = trigger.Name,
                    Schedule = trigger.Identity,
                    NextAt = (trigger as ClockTrigger)?.Next(now),
                    Why = waits.GetValueOrDefault(trigger.Name, ""),
                }),
            ],
            Backfill = ledger.Backfill is not { } mark ? null : new PipelineBackfill
            {
                Operation = mark.Id, Trigger = mark.Trigger, DoneUntil = mark.DoneUntil, Until = mark.Until,
            },
            Notifications = record.Notices.Count,
            NotificationFailure = record.Notices.IsEmpty ? "" : record.Notices[0].Failure,
        };
    }

    /// <summary>One run by its id or key, with steps where they are known; null where there is none.</summary>
    public static PipelineRun? Find(PipelineRecord record, PipelineDefinitions definitions, string run)
    {
        if (record.Ledger.Open is { } open && Is(open.Run, run))
            return RunOf(record, open, definitions);
        if (record.Ledger.Waiting.Find(waiting => Is(waiting, run)) is { } found)
            return WaitingOf(found);
        return record.Ledger.Recent.FindLast(recent => Is(recent.Run, run)) is { } ended ? RunOf(record, ended, definitions) : null;
    }

    /// <summary>The run that a request by hand has started; null where there is none, or it is not remembered any more.</summary>
    public static PipelineRun? FindByHand(PipelineRecord record, PipelineDefinitions definitions, string operation)
    {
        var ledger = record.Ledger;
        var runs = ledger.Recent.Select(static ended => ended.Run).Concat(ledger.Waiting);
        if (ledger.Open is { } open)
            runs = runs.Append(open.Run);
        return runs.FirstOrDefault(run => run.IsByHand && run.Key.EndsWith($"/{operation}", StringComparison.Ordinal)) is { } found
            ? Find(record, definitions, found.Key)
            : null;
    }

    public static bool Is(LogicalRun run, string idOrKey) => run.Key == idOrKey || PipelineIds.OfRun(run) == idOrKey;

    private static PipelineRun WaitingOf(LogicalRun run) => new()
    {
        Run = PipelineIds.OfRun(run),
        Key = run.Key,
        Trigger = run.Trigger,
        IntervalStart = run.Start,
        IntervalEnd = run.End,
        State = PipelineRunState.Waiting,
        Reason = "It starts when the run that goes on has ended.",
    };

    private static PipelineRun RunOf(PipelineRecord record, RunRecord run, PipelineDefinitions? definitions)
    {
        var tracked = record.Runs.Find(known => known.Run.Key == run.Run.Key);
        return new PipelineRun
        {
            Run = PipelineIds.OfRun(run.Run),
            Key = run.Run.Key,
            Trigger = run.Run.Trigger,
            IntervalStart = run.Run.Start,
            IntervalEnd = run.Run.End,
            State = StateOf(run.Outcome),
            DecidedAt = run.DecidedAt,
            EndedAt = run.EndedAt,
            Reason = run.Reason,
            Revision = tracked?.Revision ?? 0,
            Steps = tracked is null || definitions is null ? [] : StepsOf(tracked, definitions.Of(record, tracked)),
        };
    }

    private static PipelineStepStatus[] StepsOf(TrackedRun run, PipelineDefinition definition) =>
    [
        .. run.Progress.Steps.Zip(definition.Steps, static (progress, step) => new PipelineStepStatus
        {
            Step = step.Name,
            Kind = EnumText.Of(step.Work.Kind),
            State = StateOf(progress.State),
            Attempt = progress.Attempt,
            StartedAt = progress.StartedAt,
            RetryAt = progress.RetryAt,
            EndedAt = progress.EndedAt,
            Output = progress.Output,
            Reason = progress.Reason ?? "",
            After = [.. step.After],
        }),
    ];

    private static PipelineRunState StateOf(RunOutcome outcome) => outcome switch
    {
        RunOutcome.Running => PipelineRunState.Running,
        RunOutcome.Succeeded => PipelineRunState.Succeeded,
        RunOutcome.Failed => PipelineRunState.Failed,
        RunOutcome.Cancelled => PipelineRunState.Cancelled,
        _ => PipelineRunState.Skipped,
    };

    private static PipelineStepState StateOf(StepState state) => state switch
    {
        StepState.Pending => PipelineStepState.Pending,
        StepState.Running => PipelineStepState.Running,
        StepState.WaitingToRetry => PipelineStepState.WaitingToRetry,
        StepState.Succeeded => PipelineStepState.Succeeded,
        StepState.Failed => PipelineStepState.Failed,
        StepState.Skipped => PipelineStepState.Skipped,
        _ => PipelineStepState.Cancelled,
    };
}
