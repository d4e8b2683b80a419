namespace OrleansML.Learning.Pipelines;

/// <summary>A person asks for the runs of a trigger over a range of the past, one after the other, behind those that are due.</summary>
/// <param name="Id">Tells the request from others, so that repeating it starts nothing again.</param>
/// <param name="At">When it was made; the same when it is repeated.</param>
/// <param name="Trigger">Name of a trigger of the clock.</param>
/// <param name="From">The first instant, inclusive.</param>
/// <param name="Until">The last instant, inclusive; not after now.</param>
/// <param name="Most">How many runs are allowed, 1 to 1000; a range with more is refused.</param>
internal sealed record BackfillRequest(string Id, DateTimeOffset At, string Trigger, DateTimeOffset From, DateTimeOffset Until, int Most);
