namespace OrleansML.Learning.Pipelines;

/// <summary>An attempt at a step.</summary>
/// <param name="Step">Name of the step.</param>
/// <param name="Attempt">Its number, from 1. Results of another than the current attempt are ignored.</param>
internal sealed record StepAttempt(string Step, int Attempt);
