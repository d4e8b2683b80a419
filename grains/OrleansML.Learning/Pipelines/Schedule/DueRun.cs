namespace OrleansML.Learning.Pipelines;

/// <summary>A run that is due.</summary>
/// <param name="Run">The run.</param>
/// <param name="CaughtUp">Whether it is one of several that are made up; such runs wait for each other whatever the overlap policy says.</param>
internal sealed record DueRun(LogicalRun Run, bool CaughtUp);
