namespace OrleansML.Learning.Pipelines;

/// <summary>A person asks for a run.</summary>
/// <param name="Id">Tells the request from others, so that repeating it starts nothing again.</param>
/// <param name="At">When it was made; the same when it is repeated.</param>
/// <param name="Interval">The data interval; null: the last that was complete by the first trigger of the clock, or an empty one without such a trigger.</param>
internal sealed record RunRequest(string Id, DateTimeOffset At, (DateTimeOffset Start, DateTimeOffset End)? Interval = null);
