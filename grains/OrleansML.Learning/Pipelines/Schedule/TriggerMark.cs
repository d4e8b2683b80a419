namespace OrleansML.Learning.Pipelines;

/// <summary>How far a trigger has been decided: what is not later never starts again.</summary>
/// <param name="Identity">What the trigger was when this was noted.</param>
/// <param name="DecidedUntil">Its instants up to here are decided.</param>
/// <param name="CoveredUntil">For alarms and new rows, where the data interval of the next run starts; by the clock that follows from the instant.</param>
/// <param name="AskedAt">When new rows were last asked for.</param>
internal sealed record TriggerMark(string Identity, DateTimeOffset DecidedUntil, DateTimeOffset CoveredUntil, DateTimeOffset? AskedAt = null);
