namespace Orleans;

/// <summary>A stored reminder.</summary>
[GenerateSerializer]
public sealed class ReminderEntry
{
    /// <summary>The grain to be woken.</summary>
    [Id(0)]
    public GrainId GrainId { get; set; }

    /// <summary>The name of the reminder, unique within its grain.</summary>
    [Id(1)]
    public string ReminderName { get; set; } = null!;

    /// <summary>The time of the first tick, in UTC.</summary>
    [Id(2)]
    public DateTime StartAt { get; set; }

    /// <summary>Time from one tick to the next.</summary>
    [Id(3)]
    public TimeSpan Period { get; set; }

    /// <summary>The version of the row, set by the table.</summary>
    [Id(4)]
    public string? ETag { get; set; }

    /// <inheritdoc/>
    public override string ToString() => $"<GrainId={GrainId} ReminderName={ReminderName} Period={Period}>";
}
