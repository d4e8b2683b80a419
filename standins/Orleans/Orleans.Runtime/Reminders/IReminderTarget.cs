namespace Orleans.Runtime.Reminders;

/// <summary>The reminder service of one silo, as other silos see it.</summary>
[Alias("Orleans.Runtime.Reminders.IReminderTarget")]
internal interface IReminderTarget : ISystemTarget
{
    /// <summary>Stores a reminder and starts it.</summary>
    [Alias("RegisterOrUpdate")]
    ValueTask<ReminderData> RegisterOrUpdate(GrainId grainId, string reminderName, TimeSpan dueTime, TimeSpan period);

    /// <summary>Tells that a reminder of this silo was changed by a silo that took it for its own.</summary>
    [Alias("Changed")]
    [Concurrency.OneWay]
    ValueTask Changed();

    /// <summary>Removes a reminder and stops it; false where it was changed or removed by somebody else.</summary>
    [Alias("Unregister")]
    ValueTask<bool> Unregister(ReminderData reminder);
}
