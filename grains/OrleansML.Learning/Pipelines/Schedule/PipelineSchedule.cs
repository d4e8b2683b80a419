namespace OrleansML.Learning.Pipelines;

/// <summary>
/// Decides which runs of a pipeline start. Pure: from a definition, a ledger and a time to decisions and the next ledger. A key starts at most once
/// ever, provided that every ledger is made from the one before.
/// </summary>
internal static class PipelineSchedule
{
    /// <summary>Decides everything that can be decided now. Looking more often than needed changes nothing.</summary>
    /// <param name="definition">The pipeline as it is now; triggers that are new or not the same as before start with what comes after now.</param>
    /// <param name="ledger">The ledger so far.</param>
    /// <param name="now">The time. An earlier one than was seen before counts as that.</param>
    /// <param name="facts">What happened since.</param>
    public static ScheduleOutcome Decide(PipelineDefinition definition, PipelineLedger ledger, DateTimeOffset now, ScheduleFacts facts) =>
        new ScheduleTick(definition, ledger, now).Decide(facts);

    /// <summary>Notes that the open run ended; a failure pauses where the definition says so. Look again afterwards.</summary>
    /// <param name="definition">The pipeline.</param>
    /// <param name="ledger">The ledger so far.</param>
    /// <param name="key">Key of the run; of another than the open one nothing changes.</param>
    /// <param name="outcome">What became of it.</param>
    /// <param name="reason">Why, in a sentence.</param>
    /// <param name="now">When.</param>
    public static PipelineLedger End(PipelineDefinition definition, PipelineLedger ledger, string key, RunOutcome outcome, string reason, DateTimeOffset now)
    {
        if (ledger.Open is not { } open || open.Run.Key != key)
            return ledger;

        var ended = Remember(ledger with { Open = null }, open with { Outcome = outcome, EndedAt = now, Reason = reason });
        return outcome == RunOutcome.Failed && definition.PauseOnFailure && ended.Paused is null
            ? ended with { Paused = new PipelinePause(now, $"run '{key}' failed: {reason}") }
            : ended;
    }

    /// <summary>Lets triggers start nothing from now on; runs by hand still start.</summary>
    public static PipelineLedger Pause(PipelineLedger ledger, string reason, DateTimeOffset now) =>
        ledger with { Paused = ledger.Paused ?? new PipelinePause(now, reason) };

    /// <summary>Lets triggers start runs again. What came due in between is decided first, as skipped. Look again afterwards.</summary>
    public static ScheduleOutcome Unpause(PipelineDefinition definition, PipelineLedger ledger, DateTimeOffset now)
    {
        var outcome = Decide(definition, ledger, now, ScheduleFacts.None);
        return outcome with { Ledger = outcome.Ledger with { Paused = null }, LookAgainAt = now };
    }

    /// <summary>Opens a run again that failed or was cancelled, to go on from where it failed. It is the same run, under the same key.</summary>
    /// <exception cref="InvalidOperationException">Another run goes on, or the run is not among the last, or did not end so.</exception>
    public static PipelineLedger Resume(PipelineLedger ledger, string key)
    {
        if (ledger.Open is { } open)
            throw new InvalidOperationException($"Run '{key}' cannot be resumed while '{open.Run.Key}' goes on; wait for it, or cancel it.");

        var record = ledger.Recent.FindLast(run => run.Run.Key == key)
            ?? throw new InvalidOperationException($"Run '{key}' cannot be resumed: it is not among the last {PipelineLedger.MostRecent} runs.");
        return record.Outcome is RunOutcome.Failed or RunOutcome.Cancelled
            ? ledger with
            {
                Open = record with { Outcome = RunOutcome.Running, EndedAt = null, CancelAsked = false, Reason = $"resumed after: {record.Reason}" },
                Recent = ledger.Recent.Remove(record),
            }
            : throw new InvalidOperationException($"Run '{key}' cannot be resumed: it {Text(record.Outcome)}; only failed and cancelled runs can.");
    }

    /// <summary>Ends a backfill after its open run; those that were not started yet never are.</summary>
    public static PipelineLedger EndBackfill(PipelineLedger ledger) => ledger with { Backfill = null };

    internal static PipelineLedger Remember(PipelineLedger ledger, RunRecord record)
    {
        var recent = ledger.Recent.Add(record);
        return ledger with { Recent = recent.Count > PipelineLedger.MostRecent ? recent.RemoveAt(0) : recent };
    }

    private static string Text(RunOutcome outcome) => outcome switch
    {
        RunOutcome.Succeeded => "succeeded",
        RunOutcome.Skipped => "was skipped and never started",
        _ => "goes on",
    };
}
