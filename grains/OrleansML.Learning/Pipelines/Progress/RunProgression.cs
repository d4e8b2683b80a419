using System.Globalization;
using OrleansML.Learning.Definitions;

namespace OrleansML.Learning.Pipelines;

/// <summary>
/// Leads a run through its steps. Pure: from a definition, the progress and what happened to the next progress. A step starts when all before it have
/// succeeded; when one fails for good, those behind it are skipped and others go on.
/// </summary>
internal static class RunProgression
{
    /// <summary>A run of which nothing has been done.</summary>
    /// <param name="definition">The pipeline; the same for the whole run, whatever becomes of the pipeline meanwhile.</param>
    /// <param name="key">Key of the run.</param>
    /// <param name="now">The time.</param>
    public static RunProgress Begin(PipelineDefinition definition, string key, DateTimeOffset now) => new()
    {
        Key = key,
        StartedAt = now,
        Steps = [.. definition.Steps.Select(static step => new StepProgress { Name = step.Name })],
    };

    /// <summary>Decides what is to be done now. Asking more often than needed changes nothing.</summary>
    public static RunAdvance Advance(PipelineDefinition definition, RunProgress progress, DateTimeOffset now) =>
        progress.Outcome == RunOutcome.Running ? new RunTick(definition, progress, now).Advance() : new RunAdvance(progress, [], [], null);

    /// <summary>Notes that an attempt succeeded; of an attempt that is not the current one nothing changes.</summary>
    public static RunProgress Succeeded(RunProgress progress, StepAttempt attempt, string output, DateTimeOffset now) =>
        Find(progress, attempt) is { } step
            ? With(progress, step, step with { State = StepState.Succeeded, Output = output, EndedAt = now, Reason = null })
            : progress;

    /// <summary>Notes that an attempt failed: it is tried again, or that is final. Of an attempt that is not the current one nothing changes.</summary>
    public static RunProgress Failed(
        PipelineDefinition definition, RunProgress progress, StepAttempt attempt, StepFailureKind failure, string message, DateTimeOffset now)
    {
        if (Find(progress, attempt) is not { } step)
            return progress;

        var policy = definition.Steps.First(known => known.Name == step.Name).Retries;
        var failed = string.Create(CultureInfo.InvariantCulture, $"attempt {step.Attempt} failed ({EnumText.Of(failure)}): {message.TrimEnd('.')}");
        if (RetryPolicy.WhyFinal(policy, failure, step.Retries) is { } why)
            return With(progress, step, step with { State = StepState.Failed, EndedAt = now, Reason = $"{failed}; {why}" });

        var retry = step.Retries + 1;
        var at = now + RetryPolicy.Wait(policy, retry, string.Create(CultureInfo.InvariantCulture, $"{progress.Key}/{step.Name}/{step.Attempt}"));
        return With(progress, step, step with
        {
            State = StepState.WaitingToRetry,
            Retries = retry,
            RetryAt = at,
            Reason = string.Create(CultureInfo.InvariantCulture, $"{failed}; retry {retry} of {policy.Most} at {Instant.Text(at)}"),
        });
    }

    /// <summary>Stops the run at the next look; a run that has ended stays as it is.</summary>
    public static RunProgress Cancel(RunProgress progress, string reason) =>
        progress.Outcome == RunOutcome.Running ? progress with { CancelReason = progress.CancelReason ?? reason } : progress;

    /// <summary>Goes on with a run that failed or was cancelled: what succeeded is kept, everything else is to be done again.</summary>
    /// <exception cref="InvalidOperationException">The run goes on, or succeeded.</exception>
    public static RunProgress Resume(RunProgress progress, DateTimeOffset now)
    {
        if (progress.Outcome is not (RunOutcome.Failed or RunOutcome.Cancelled))
            throw new InvalidOperationException($"Run '{progress.Key}' cannot be resumed: it is {EnumText.Of(progress.Outcome)}; only failed and cancelled runs can.");

        return progress with
        {
            StartedAt = now,
            CancelReason = null,
            Outcome = RunOutcome.Running,
            Reason = null,
            Steps = progress.Steps.ConvertAll(static step => step.State == StepState.Succeeded
                ? step
                : new StepProgress { Name = step.Name, Attempt = step.Attempt }),
        };
    }

    private static StepProgress? Find(RunProgress progress, StepAttempt attempt) => progress.Outcome == RunOutcome.Running
        ? progress.Steps.Find(step => step.Name == attempt.Step && step.Attempt == attempt.Attempt && step.State == StepState.Running)
        : null;

    private static RunProgress With(RunProgress progress, StepProgress old, StepProgress changed) =>
        progress with { Steps = progress.Steps.Replace(old, changed) };
}
