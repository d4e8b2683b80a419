namespace OrleansML.Learning.Pipelines;

/// <summary>How far a trigger has been decided: what is not later never starts again.</summary>
/// <param name="Identity">What the trigger was when this was noted.</param>
/// <param name="DecidedUntil">Its instants up to here are decided.</param>
/// <param name="CoveredUntil">End of the last data interval given to a run; where that of the next alarm or new rows starts.</param>
/// <param name="AskedAt">When new rows were last asked for.</param>
internal sealed record TriggerMark(string Identity, DateTimeOffset DecidedUntil, DateTimeOffset CoveredUntil, DateTimeOffset? AskedAt = null);
