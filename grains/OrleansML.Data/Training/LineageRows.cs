namespace OrleansML.Data.Training;

/// <summary>How many rows a training had.</summary>
/// <param name="Train">To learn from.</param>
/// <param name="Validation">To decide when to stop.</param>
/// <param name="Test">To be judged on.</param>
public sealed record LineageRows(long Train, long Validation, long Test);
