using System.Text.Json.Serialization;
using OrleansML.Learning.Pipelines;
using OrleansML.Pipelines;

namespace OrleansML.Grains.Pipelines;

/// <summary>A run whose steps are known.</summary>
/// <param name="Run">The run.</param>
/// <param name="Revision">Revision of the definition that it goes by.</param>
/// <param name="Progress">How far it is.</param>
internal sealed record TrackedRun(LogicalRun Run, int Revision, RunProgress Progress)
{
    /// <summary>Its id; see <see cref="PipelineIds.OfRun"/>.</summary>
    [JsonIgnore]
    public string Id => PipelineIds.OfRun(Run);

    /// <summary>The attempts that should be worked on.</summary>
    [JsonIgnore]
    public IEnumerable<StepAttempt> Running => Progress.Steps.Where(static step => step.State == StepState.Running).Select(static step => new StepAttempt(step.Name, step.Attempt));

    /// <summary>Whether an attempt is the current one of a step that runs.</summary>
    public bool IsRunning(PipelineAttempt attempt) => attempt.Run == Id && Running.Contains(new StepAttempt(attempt.Step, attempt.Attempt));
}
