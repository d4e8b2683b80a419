namespace OrleansML.Pipelines;

/// <summary>An attempt at a step.</summary>
/// <param name="Run">Id of the run.</param>
/// <param name="Step">Name of the step.</param>
/// <param name="Attempt">Its number, from 1.</param>
[GenerateSerializer, Immutable, Alias("OrleansML.PipelineAttempt")]
public sealed record PipelineAttempt([property: Id(0)] string Run, [property: Id(1)] string Step, [property: Id(2)] int Attempt);
