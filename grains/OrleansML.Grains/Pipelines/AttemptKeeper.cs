using OrleansML.Learning.Pipelines;
using OrleansML.Pipelines;

namespace OrleansML.Grains.Pipelines;

/// <summary>
/// Sees to the attempts of the open run: what others do for one is joined again after a loss, and one that this platform worked on by itself and of which
/// nothing is heard is lost. Nothing here is durable; used in the pipeline's turns only.
/// </summary>
/// <param name="pipeline">Name of the pipeline.</param>
/// <param name="steps">Works on attempts.</param>
/// <param name="time">Clock.</param>
/// <param name="longest">Longest silence of an attempt that is worked on.</param>
internal sealed class AttemptKeeper(string pipeline, PipelineSteps steps, TimeProvider time, TimeSpan longest)
{
    private readonly Dictionary<PipelineAttempt, long> _heard = [];

    /// <summary>Notes a sign of life.</summary>
    public void Hear(PipelineAttempt attempt) => _heard[attempt] = time.GetTimestamp();

    /// <summary>Forgets an attempt that has ended.</summary>
    public void Forget(PipelineAttempt attempt) => _heard.Remove(attempt);

    /// <summary>Begins an attempt.</summary>
    public void Start(StepOrder order) => steps.Start(order);

    /// <summary>Ends an attempt.</summary>
    public void Stop(PipelineAttempt attempt)
    {
        steps.Stop(pipeline, attempt);
        Forget(attempt);
    }

    /// <summary>Joins what others do for the open run, so that it can be stopped there from the first turn on. Who follows it besides does no harm.</summary>
    /// <param name="open">The open run; null when there is none.</param>
    /// <param name="orderOf">What whoever works on an attempt must know.</param>
    public void Rejoin(TrackedRun? open, Func<StepAttempt, StepOrder> orderOf)
    {
        foreach (var order in open?.Running.Select(orderOf) ?? [])
        {
            if (PipelineSteps.IsKeptByOthers(order.Step.Work.Kind))
                steps.Start(order);
        }
    }

    /// <summary>
    /// Attempts that should be worked on and of which nothing was heard for too long; the time of one that is new here begins now. What others do for a step is
    /// joined again, and is not among them.
    /// </summary>
    /// <inheritdoc cref="Rejoin"/>
    public List<StepAttempt> TakeLost(TrackedRun? open, Func<StepAttempt, StepOrder> orderOf)
    {
        var lost = new List<StepAttempt>();
        foreach (var step in open?.Running ?? [])
        {
            var attempt = new PipelineAttempt(open!.Id, step.Step, step.Attempt);
            if (steps.Has(pipeline, attempt) || !_heard.TryGetValue(attempt, out var heard))
            {
                Hear(attempt);
                continue;
            }

            if (time.GetElapsedTime(heard) <= longest)
                continue;

            var order = orderOf(step);
            if (PipelineSteps.IsKeptByOthers(order.Step.Work.Kind))
                steps.Start(order);
            else
                lost.Add(step);
            Forget(attempt);
        }

        return lost;
    }
}
