namespace OrleansML.Grains.Training;

/// <summary>Thrown when a run cannot go on, whichever workers try it.</summary>
internal sealed class TrainingFailedException(string message) : Exception(message);
