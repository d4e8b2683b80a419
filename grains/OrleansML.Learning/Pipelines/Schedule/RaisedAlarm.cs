namespace OrleansML.Learning.Pipelines;

/// <summary>An alarm that a trigger listens to.</summary>
/// <param name="Trigger">Name of the trigger.</param>
/// <param name="At">When it was raised; part of the key of the run.</param>
internal sealed record RaisedAlarm(string Trigger, DateTimeOffset At);
