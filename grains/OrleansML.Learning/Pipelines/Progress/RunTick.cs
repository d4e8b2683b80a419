using OrleansML.Learning.Definitions;

namespace OrleansML.Learning.Pipelines;

/// <summary>One look at a run: what has run out of time, what is ready, and whether it has ended.</summary>
internal sealed class RunTick(PipelineDefinition definition, RunProgress progress, DateTimeOffset now)
{
    private readonly List<StepAttempt> _start = [];
    private readonly List<StepAttempt> _stop = [];
    private RunProgress _progress = progress;

    private DateTimeOffset EndsAt => _progress.StartedAt + definition.Timeout;

    public RunAdvance Advance()
    {
        if (_progress.CancelReason is { } reason)
        {
            StopAll(StepState.Cancelled, reason);
            _progress = _progress with { Outcome = RunOutcome.Cancelled, Reason = reason };
        }
        else if (now >= EndsAt && _progress.Steps.Exists(static step => !IsFinal(step.State)))
        {
            var why = $"the run took longer than its timeout of {DurationText.Format(definition.Timeout)}";
            StopAll(StepState.Failed, why);
            _progress = _progress with { Outcome = RunOutcome.Failed, Reason = why };
        }
        else
        {
            foreach (var step in definition.Steps)
                Advance(step);
            End();
        }

        return new RunAdvance(_progress, _start, _stop, _progress.Outcome == RunOutcome.Running ? LookAgainAt() : null);
    }

    private static bool IsFinal(StepState state) => state is StepState.Succeeded or StepState.Failed or StepState.Skipped or StepState.Cancelled;

    private void Advance(PipelineStep step)
    {
        var current = Of(step.Name);
        if (current.State == StepState.Running && now >= current.StartedAt + step.Timeout)
        {
            var attempt = new StepAttempt(step.Name, current.Attempt);
            _stop.Add(attempt);
            _progress = RunProgression.Failed(definition, _progress, attempt, StepFailureKind.Timeout, $"it took longer than its timeout of {DurationText.Format(step.Timeout)}", now);
        }
        else if (current.State == StepState.WaitingToRetry && now >= current.RetryAt)
        {
            Start(current);
        }
        else if (current.State == StepState.Pending)
        {
            // Steps come after those that they wait for, so that a skip reaches all behind it in one pass.
            var before = step.After.Select(Of).ToList();
            if (before.Find(static other => IsFinal(other.State) && other.State != StepState.Succeeded) is { } failed)
                Set(current, current with { State = StepState.Skipped, EndedAt = now, Reason = $"'{failed.Name}' {(failed.State == StepState.Skipped ? "was skipped" : "failed")}" });
            else if (before.TrueForAll(static other => other.State == StepState.Succeeded))
                Start(current);
        }
    }

    private void Start(StepProgress step)
    {
        var attempt = new StepAttempt(step.Name, step.Attempt + 1);
        Set(step, step with { State = StepState.Running, Attempt = attempt.Attempt, StartedAt = now, RetryAt = null });
        _start.Add(attempt);
    }

    private void StopAll(StepState stopped, string why)
    {
        foreach (var step in _progress.Steps.Where(static step => !IsFinal(step.State)).ToList())
        {
            if (step.State == StepState.Running)
                _stop.Add(new StepAttempt(step.Name, step.Attempt));
            var state = step.State == StepState.Pending ? StepState.Skipped : stopped;
            Set(step, step with { State = state, RetryAt = null, EndedAt = now, Reason = why });
        }
    }

    private void End()
    {
        if (_progress.Steps.Exists(static step => !IsFinal(step.State)))
            return;

        var failed = _progress.Steps.Find(static step => step.State == StepState.Failed);
        _progress = failed is null
            ? _progress with { Outcome = RunOutcome.Succeeded }
            : _progress with { Outcome = RunOutcome.Failed, Reason = $"step '{failed.Name}': {failed.Reason}" };
    }

    private DateTimeOffset LookAgainAt() => definition.Steps
        .Select(step => (Step: step, Progress: Of(step.Name)))
        .Select(static pair => pair.Progress.State switch
        {
            StepState.Running => pair.Progress.StartedAt + pair.Step.Timeout,
            StepState.WaitingToRetry => pair.Progress.RetryAt,
            _ => null,
        })
        .Append(EndsAt)
        .Min()!.Value;

    private StepProgress Of(string name) => _progress.Steps.Find(step => step.Name == name)!;

    private void Set(StepProgress old, StepProgress changed) => _progress = _progress with { Steps = _progress.Steps.Replace(old, changed) };
}
