using OrleansML.Pipelines;

namespace OrleansML.Gateway.Pipelines;

/// <summary>A pipeline in a list.</summary>
public sealed record PipelineSummary
{
    /// <summary>Name of the pipeline.</summary>
    public required string Pipeline { get; init; }

    /// <summary>What it is for; null when its definition does not say.</summary>
    public string? Description { get; init; }

    /// <summary>Revision of the definition, from 1.</summary>
    public required int Revision { get; init; }

    /// <summary>Since when triggers start nothing; null when they do.</summary>
    public DateTimeOffset? PausedSince { get; init; }

    /// <summary>Why triggers start nothing; null when they do.</summary>
    public string? PauseReason { get; init; }

    /// <summary>The run that goes on, without steps; null for none.</summary>
    public PipelineRunInfo? Open { get; init; }

    /// <summary>How many runs start when it ends.</summary>
    public required int Waiting { get; init; }

    /// <summary>The last run that ended or was skipped; null for none.</summary>
    public PipelineRunInfo? Last { get; init; }

    /// <summary>The triggers in the order of the definition.</summary>
    public required IReadOnlyList<PipelineTriggerInfo> Triggers { get; init; }

    /// <summary>Converts what the cluster says.</summary>
    public static PipelineSummary From(PipelineStatus status) => new()
    {
        Pipeline = status.Pipeline,
        Description = PipelineTexts.OrNull(status.Description),
        Revision = status.Revision,
        PausedSince = status.PausedSince,
        PauseReason = PipelineTexts.OrNull(status.PauseReason),
        Open = status.Open is { } open ? PipelineRunInfo.From(open) with { Steps = null } : null,
        Waiting = status.Waiting.Length,
        Last = status.Recent is [var last, ..] ? PipelineRunInfo.From(last) : null,
        Triggers = Array.ConvertAll(status.Triggers, PipelineTriggerInfo.From),
    };
}
