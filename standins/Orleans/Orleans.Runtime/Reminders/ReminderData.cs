namespace Orleans.Runtime.Reminders;

/// <summary>A registered reminder, as the grain that registered it holds it.</summary>
[GenerateSerializer]
[Alias("Orleans.Runtime.Reminders.ReminderData")]
[Immutable]
internal sealed class ReminderData(GrainId grainId, string reminderName, string etag) : IGrainReminder
{
    /// <summary>Gets the grain.</summary>
    [Id(0)]
    public GrainId GrainId { get; } = grainId;

    /// <inheritdoc/>
    [Id(1)]
    public string ReminderName { get; } = reminderName;

    /// <summary>Gets the ETag of the row in the table.</summary>
    [Id(2)]
    public string ETag { get; } = etag;

    /// <inheritdoc/>
    public override string ToString() => $"reminder {ReminderName} of {GrainId}";
}
