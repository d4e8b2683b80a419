namespace OrleansML.Pipelines;

/// <summary>How a pipeline stands.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.PipelineStatus")]
public sealed record PipelineStatus
{
    /// <summary>Name of the pipeline.</summary>
    [Id(0)]
    public required string Pipeline { get; init; }

    /// <summary>What it is for; empty when its definition does not say.</summary>
    [Id(1)]
    public string Description { get; init; } = "";

    /// <summary>Revision of the definition, from 1.</summary>
    [Id(2)]
    public required int Revision { get; init; }

    /// <summary>When that was applied.</summary>
    [Id(3)]
    public required DateTimeOffset AppliedAt { get; init; }

    /// <summary>Who applied it; empty when nobody said.</summary>
    [Id(4)]
    public string Actor { get; init; } = "";

    /// <summary>Since when triggers start nothing; null when they do.</summary>
    [Id(5)]
    public DateTimeOffset? PausedSince { get; init; }

    /// <summary>Why triggers start nothing; empty when they do.</summary>
    [Id(6)]
    public string PauseReason { get; init; } = "";

    /// <summary>The run that goes on, with its steps; null for none.</summary>
    [Id(7)]
    public PipelineRun? Open { get; init; }

    /// <summary>Runs that start when it ends, in this order.</summary>
    [Id(8)]
    public PipelineRun[] Waiting { get; init; } = [];

    /// <summary>The last 100 runs that ended or were skipped, newest first, without steps.</summary>
    [Id(9)]
    public PipelineRun[] Recent { get; init; } = [];

    /// <summary>The triggers in the order of the definition.</summary>
    [Id(10)]
    public PipelineTriggerStatus[] Triggers { get; init; } = [];

    /// <summary>The backfill that goes on; null for none.</summary>
    [Id(11)]
    public PipelineBackfill? Backfill { get; init; }

    /// <summary>Notifications that are not delivered yet.</summary>
    [Id(12)]
    public int Notifications { get; init; }

    /// <summary>Why the oldest of them could not be delivered last time; empty when none failed.</summary>
    [Id(13)]
    public string NotificationFailure { get; init; } = "";
}
