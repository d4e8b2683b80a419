namespace OrleansML.Learning.Pipelines;

/// <summary>Applies the overlap policy to runs that are due, and notes every decision.</summary>
/// <param name="definition">The pipeline.</param>
/// <param name="ledger">The ledger so far.</param>
/// <param name="now">The time.</param>
internal sealed class RunAdmission(PipelineDefinition definition, PipelineLedger ledger, DateTimeOffset now)
{
    // A look at the schedule comes every few seconds; what is decided later than this was waited for by nobody.
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(1);

    private readonly List<ScheduleDecision> _decisions = [];

    public PipelineLedger Ledger { get; set; } = ledger;

    public IReadOnlyList<ScheduleDecision> Decisions => _decisions;

    public void Decide(DecisionKind kind, string trigger, LogicalRun? run, string why) => _decisions.Add(new ScheduleDecision(kind, trigger, run, why));

    public void Mark(string trigger, TriggerMark mark) => Ledger = Ledger with { Triggers = Ledger.Triggers.SetItem(trigger, mark) };

    /// <summary>Whether a request of a person was never decided; if so it counts as decided from now on.</summary>
    public bool IsNew(string kind, string id, DateTimeOffset at)
    {
        var known = Ledger.Requests.Exists(request => request.Id == id);
        if (known || at <= Ledger.RequestFloor)
        {
            Decide(DecisionKind.Refuse, kind, null, known
                ? $"Request '{id}' has been decided before."
                : $"Request '{id}' of {Instant.Text(at)} is too old to tell whether it has been decided before: requests until {Instant.Text(Ledger.RequestFloor)} are no longer remembered. Ask anew.");
            return false;
        }

        var requests = Ledger.Requests.Add(new RequestMark(id, at));
        if (requests.Count > PipelineLedger.MostRequests)
        {
            var oldest = requests.MinBy(static request => request.At)!;
            Ledger = Ledger with { RequestFloor = Instant.Later(Ledger.RequestFloor, oldest.At) };
            requests = requests.Remove(oldest);
        }

        Ledger = Ledger with { Requests = requests };
        return true;
    }

    /// <summary>Starts the first run that waits, if nothing goes on and triggers may start runs.</summary>
    public void StartWaiting()
    {
        if (Ledger.Waiting.IsEmpty)
            return;

        var run = Ledger.Waiting[0];
        if (Ledger.Open is { } open)
        {
            Decide(DecisionKind.Wait, run.Trigger, run, $"'{run.Key}' waits for '{open.Run.Key}' to end.");
        }
        else if (Ledger.Paused is { } pause && !run.IsByHand)
        {
            Decide(DecisionKind.Wait, run.Trigger, run, $"'{run.Key}' waits, because {Paused(pause)}.");
        }
        else
        {
            Ledger = Ledger with { Waiting = Ledger.Waiting.RemoveAt(0) };
            Start(run, "it waited for another run, which has ended");
        }
    }

    /// <summary>Starts a run, lets it wait, or skips it.</summary>
    public void Admit(LogicalRun run, bool caughtUp = false)
    {
        if (Ledger.Paused is { } pause && !run.IsByHand)
            Skip(run, Paused(pause));
        else if (Ledger.Open is not { } open)
            Start(run, $"{WhyDue(run)}, and no other run goes on");
        else if (caughtUp)
            BufferOrSkip(run, PipelineLedger.MostWaiting, "runs that are made up go one after the other");
        else if (definition.Overlap == OverlapPolicy.CancelOther)
            Replace(run, open);
        else if (open.Run.IsBackfill)
            BufferOrSkip(run, 1, $"it waits for '{open.Run.Key}' of a backfill, and goes before the rest of it");
        else if (definition.Overlap == OverlapPolicy.BufferOne)
            BufferOrSkip(run, 1, $"'{open.Run.Key}' still goes on, and overlap is 'buffer_one'");
        else
            Skip(run, $"'{open.Run.Key}' still goes on, and overlap is 'skip'");
    }

    /// <summary>Why a run for new rows could not start or wait now; null if it could.</summary>
    public string? WhyRowsWait()
    {
        if (Ledger.Paused is { } pause)
            return Paused(pause);
        if (Ledger.Open is not { } open || definition.Overlap == OverlapPolicy.CancelOther)
            return null;
        if (definition.Overlap == OverlapPolicy.Skip && !open.Run.IsBackfill)
            return $"'{open.Run.Key}' still goes on";
        return Ledger.Waiting.IsEmpty ? null : $"'{open.Run.Key}' still goes on, and '{Ledger.Waiting[0].Key}' waits already";
    }

    public void Start(LogicalRun run, string why)
    {
        Ledger = Ledger with { Open = new RunRecord(run, RunOutcome.Running, now, null, why) };
        Decide(DecisionKind.Start, run.Trigger, run, $"'{run.Key}' starts for data from {Instant.Text(run.Start)} to {Instant.Text(run.End)}: {why}.");
    }

    private string WhyDue(LogicalRun run) => run.IsByHand ? "a person asked for it"
        : now - run.End < Late ? "it is due"
        : "it came due while nothing was looking and is made up";

    // A backfill gives way anyway, and its runs would not come again: it is not cancelled.
    private void Replace(LogicalRun run, RunRecord open)
    {
        foreach (var waiting in Ledger.Waiting)
            Skip(waiting, $"'{run.Key}' takes its place, because overlap is 'cancel_other'");
        Ledger = Ledger with { Waiting = [run] };
        if (!open.Run.IsBackfill && !open.CancelAsked)
        {
            Ledger = Ledger with { Open = open with { CancelAsked = true } };
            Decide(DecisionKind.Cancel, open.Run.Trigger, open.Run, $"'{open.Run.Key}' is cancelled: '{run.Key}' is due, and overlap is 'cancel_other'.");
        }

        Decide(DecisionKind.Buffer, run.Trigger, run, $"'{run.Key}' waits for '{open.Run.Key}' to end.");
    }

    private void BufferOrSkip(LogicalRun run, int places, string why)
    {
        if (Ledger.Waiting.Count >= places)
        {
            Skip(run, $"{why}, but '{Ledger.Waiting[0].Key}' waits already");
            return;
        }

        Ledger = Ledger with { Waiting = Ledger.Waiting.Add(run) };
        Decide(DecisionKind.Buffer, run.Trigger, run, $"'{run.Key}' waits: {why}.");
    }

    private void Skip(LogicalRun run, string why)
    {
        Ledger = PipelineSchedule.Remember(Ledger, new RunRecord(run, RunOutcome.Skipped, now, null, why));
        Decide(DecisionKind.Skip, run.Trigger, run, $"'{run.Key}' is skipped: {why}.");
    }

    private static string Paused(PipelinePause pause) => $"the pipeline is paused since {Instant.Text(pause.Since)} ({pause.Reason})";
}
