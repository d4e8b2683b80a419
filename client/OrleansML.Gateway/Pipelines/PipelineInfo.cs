using OrleansML.Pipelines;

namespace OrleansML.Gateway.Pipelines;

/// <summary>How a pipeline stands.</summary>
public sealed record PipelineInfo
{
    /// <summary>Name of the pipeline.</summary>
    public required string Pipeline { get; init; }

    /// <summary>What it is for; null when its definition does not say.</summary>
    public string? Description { get; init; }

    /// <summary>Revision of the definition, from 1.</summary>
    public required int Revision { get; init; }

    /// <summary>When that was applied.</summary>
    public required DateTimeOffset AppliedAt { get; init; }

    /// <summary>Who applied it; null when nobody said.</summary>
    public string? Actor { get; init; }

    /// <summary>Since when triggers start nothing; null when they do.</summary>
    public DateTimeOffset? PausedSince { get; init; }

    /// <summary>Why triggers start nothing; null when they do.</summary>
    public string? PauseReason { get; init; }

    /// <summary>The triggers in the order of the definition.</summary>
    public required IReadOnlyList<PipelineTriggerInfo> Triggers { get; init; }

    /// <summary>The run that goes on, with its steps; null for none.</summary>
    public PipelineRunInfo? Open { get; init; }

    /// <summary>Runs that start when it ends, in this order.</summary>
    public required IReadOnlyList<PipelineRunInfo> Waiting { get; init; }

    /// <summary>The last 100 runs that ended or were skipped, newest first, without steps.</summary>
    public required IReadOnlyList<PipelineRunInfo> Recent { get; init; }

    /// <summary>The backfill that goes on; null for none.</summary>
    public PipelineBackfillInfo? Backfill { get; init; }

    /// <summary>Notifications that are not delivered yet.</summary>
    public required int Notifications { get; init; }

    /// <summary>Why the oldest of them could not be delivered last time; null when none failed.</summary>
    public string? NotificationFailure { get; init; }

    /// <summary>Converts what the cluster says.</summary>
    public static PipelineInfo From(PipelineStatus status) => new()
    {
        Pipeline = status.Pipeline,
        Description = PipelineTexts.OrNull(status.Description),
        Revision = status.Revision,
        AppliedAt = status.AppliedAt,
        Actor = PipelineTexts.OrNull(status.Actor),
        PausedSince = status.PausedSince,
        PauseReason = PipelineTexts.OrNull(status.PauseReason),
        Triggers = Array.ConvertAll(status.Triggers, PipelineTriggerInfo.From),
        Open = status.Open is { } open ? PipelineRunInfo.From(open) : null,
        Waiting = Array.ConvertAll(status.Waiting, PipelineRunInfo.From),
        Recent = Array.ConvertAll(status.Recent, PipelineRunInfo.From),
        Backfill = status.Backfill is { } backfill ? PipelineBackfillInfo.From(backfill) : null,
        Notifications = status.Notifications,
        NotificationFailure = PipelineTexts.OrNull(status.NotificationFailure),
    };
}
