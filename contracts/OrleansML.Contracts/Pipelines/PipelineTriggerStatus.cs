namespace OrleansML.Pipelines;

/// <summary>What a trigger waits for.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.PipelineTriggerStatus")]
public sealed record PipelineTriggerStatus
{
    /// <summary>Name of the trigger.</summary>
    [Id(0)]
    public required string Trigger { get; init; }

    /// <summary>What it is, such as <c>cron '0 2 * * *' in Europe/Berlin</c>.</summary>
    [Id(1)]
    public required string Schedule { get; init; }

    /// <summary>When its next run is due; null when that does not follow from the clock.</summary>
    [Id(2)]
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>What it waits for, or why its last fact started nothing, in a sentence.</summary>
    [Id(3)]
    public string Why { get; init; } = "";
}
