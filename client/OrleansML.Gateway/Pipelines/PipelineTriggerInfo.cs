using OrleansML.Pipelines;

namespace OrleansML.Gateway.Pipelines;

/// <summary>What a trigger waits for.</summary>
public sealed record PipelineTriggerInfo
{
    /// <summary>Name of the trigger.</summary>
    public required string Trigger { get; init; }

    /// <summary>What it is, such as <c>cron '0 2 * * *' in Europe/Berlin</c>.</summary>
    public required string Schedule { get; init; }

    /// <summary>When its next run is due; null when that does not follow from the clock.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>What it waits for, or why its last fact started nothing; null when the rest says it all.</summary>
    public string? Why { get; init; }

    /// <summary>Converts what the cluster says.</summary>
    public static PipelineTriggerInfo From(PipelineTriggerStatus trigger) => new()
    {
        Trigger = trigger.Trigger,
        Schedule = trigger.Schedule,
        NextAt = trigger.NextAt,
        Why = PipelineTexts.OrNull(trigger.Why),
    };
}
