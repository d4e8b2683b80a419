namespace OrleansML.Learning.Pipelines;

/// <summary>A backfill that goes on.</summary>
/// <param name="Id">Id of the request.</param>
/// <param name="Trigger">The trigger whose instants are run again.</param>
/// <param name="Identity">What that trigger was when the backfill was accepted.</param>
/// <param name="DoneUntil">Instants up to here have been started.</param>
/// <param name="Until">The last instant, inclusive.</param>
internal sealed record BackfillMark(string Id, string Trigger, string Identity, DateTimeOffset DoneUntil, DateTimeOffset Until);
