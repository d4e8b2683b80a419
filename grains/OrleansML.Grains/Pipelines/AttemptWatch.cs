using OrleansML.Learning.Pipelines;
using OrleansML.Pipelines;

namespace OrleansML.Grains.Pipelines;

/// <summary>When each attempt of the open run was last heard of. Nothing here is durable; used in the pipeline's turns only.</summary>
/// <param name="time">Clock.</param>
/// <param name="longest">Longest silence of an attempt that is worked on.</param>
internal sealed class AttemptWatch(TimeProvider time, TimeSpan longest)
{
    private readonly Dictionary<PipelineAttempt, long> _heard = [];

    /// <summary>Notes a sign of life.</summary>
    public void Hear(PipelineAttempt attempt) => _heard[attempt] = time.GetTimestamp();

    /// <summary>Forgets an attempt.</summary>
    public void Forget(PipelineAttempt attempt) => _heard.Remove(attempt);

    /// <summary>Attempts that should be worked on and of which nothing was heard for too long; the time of one that is new here begins now.</summary>
    /// <param name="open">The open run; null when there is none.</param>
    /// <param name="isHere">Whether this silo works on an attempt.</param>
    public List<StepAttempt> Silent(TrackedRun? open, Func<PipelineAttempt, bool> isHere)
    {
        var silent = new List<StepAttempt>();
        foreach (var step in open?.Running ?? [])
        {
            var attempt = new PipelineAttempt(open!.Id, step.Step, step.Attempt);
            if (isHere(attempt) || !_heard.TryGetValue(attempt, out var heard))
                Hear(attempt);
            else if (time.GetElapsedTime(heard) > longest)
                silent.Add(step);
        }

        return silent;
    }
}
