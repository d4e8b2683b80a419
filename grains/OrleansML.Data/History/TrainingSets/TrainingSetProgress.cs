namespace OrleansML.Data.History;

/// <summary>How far a training set is.</summary>
/// <param name="Step">What is done now, for people.</param>
/// <param name="Done">Steps that are done.</param>
/// <param name="Steps">Steps in all.</param>
/// <param name="Rows">Rows and events that the step has gone through; 0 where it does not count.</param>
public readonly record struct TrainingSetProgress(string Step, int Done, int Steps, long Rows);
