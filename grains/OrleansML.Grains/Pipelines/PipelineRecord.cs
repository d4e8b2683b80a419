using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OrleansML.Learning.Pipelines;
using OrleansML.Pipelines;

namespace OrleansML.Grains.Pipelines;

/// <summary>Everything that is known of a pipeline. Immutable, of bounded size, and stored as JSON as it stands, before anything that follows from it is done.</summary>
internal sealed record PipelineRecord
{
    /// <summary>Runs that ended of which steps are known.</summary>
    public const int MostEnded = 20;
    public const int MostDecisions = 200;
    public const int MostAlarms = 200;
    public const int MostNotices = 100;

    /// <summary>The definition in use; empty where there is none.</summary>
    public string Definition { get; init; } = "";

    /// <summary>Counts definitions, over deletions too.</summary>
    public int Revision { get; init; }

    public DateTimeOffset AppliedAt { get; init; }

    public string Actor { get; init; } = "";

    public PipelineLedger Ledger { get; init; } = new();

    /// <summary>The open run and the last that ended, oldest first.</summary>
    public ImmutableList<TrackedRun> Runs { get; init; } = [];

    /// <summary>By revision, the definitions that runs go by.</summary>
    public ImmutableDictionary<int, string> Definitions { get; init; } = ImmutableDictionary<int, string>.Empty;

    /// <summary>The last decisions, oldest first.</summary>
    public ImmutableList<PipelineDecision> Decisions { get; init; } = [];

    /// <summary>What is still to be told, oldest first.</summary>
    public ImmutableList<PipelineNotice> Notices { get; init; } = [];

    /// <summary>Ids of the last alarms, oldest first.</summary>
    public ImmutableList<string> Alarms { get; init; } = [];

    [JsonIgnore]
    public bool Exists => Definition.Length > 0;

    /// <summary>The open run.</summary>
    [JsonIgnore]
    public TrackedRun? Open => Ledger.Open is { } open ? Runs.Find(run => run.Run.Key == open.Run.Key) : null;

    public PipelineRecord Note(DateTimeOffset at, string kind, string why, string trigger = "", string key = "")
    {
        var decisions = Decisions.Add(new PipelineDecision { At = at, Kind = kind, Trigger = trigger, Key = key, Why = why });
        return this with { Decisions = decisions.Count > MostDecisions ? decisions.RemoveRange(0, decisions.Count - MostDecisions) : decisions };
    }

    public PipelineRecord With(TrackedRun old, TrackedRun changed) => this with { Runs = Runs.Replace(old, changed) };
}
