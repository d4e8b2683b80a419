using System.Collections.Immutable;

namespace OrleansML.Learning.Pipelines;

/// <summary>
/// Everything that must be stored so that no key of a run starts twice, whatever ticks are lost, doubled or late. Immutable, of bounded size, and
/// written as JSON as it stands. Store it before acting on the decisions that led to it.
/// </summary>
internal sealed record PipelineLedger
{
    /// <summary>How many runs are remembered beside open ones.</summary>
    public const int MostRecent = 100;

    /// <summary>How many requests are remembered by id; one made before all of them is refused.</summary>
    public const int MostRequests = 100;

    /// <summary>How many runs may wait.</summary>
    public const int MostWaiting = 100;

    /// <summary>The latest time that any decision was made at. Time never runs backwards: an earlier tick counts as this one.</summary>
    public DateTimeOffset SeenUntil { get; init; }

    /// <summary>Nothing at or before this starts under a trigger that is new: marks of triggers that are gone live on in it.</summary>
    public DateTimeOffset Floor { get; init; }

    /// <summary>How far each trigger of the definition has been decided.</summary>
    public ImmutableDictionary<string, TriggerMark> Triggers { get; init; } = ImmutableDictionary<string, TriggerMark>.Empty;

    /// <summary>The run that goes on; at most one does.</summary>
    public RunRecord? Open { get; init; }

    /// <summary>Runs that start when the open one ends, in this order.</summary>
    public ImmutableList<LogicalRun> Waiting { get; init; } = [];

    /// <summary>The last runs that ended or were skipped, oldest first.</summary>
    public ImmutableList<RunRecord> Recent { get; init; } = [];

    /// <summary>The last requests of people.</summary>
    public ImmutableList<RequestMark> Requests { get; init; } = [];

    /// <summary>Requests made at or before this are no longer known one by one.</summary>
    public DateTimeOffset RequestFloor { get; init; }

    /// <summary>The backfill that goes on; at most one does.</summary>
    public BackfillMark? Backfill { get; init; }

    /// <summary>Why triggers start nothing; null: they do.</summary>
    public PipelinePause? Paused { get; init; }
}
