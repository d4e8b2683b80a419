namespace Orleans.Hosting;

/// <summary>Settings of reminders.</summary>
public sealed class ReminderOptions
{
    /// <summary>Gets or sets the shortest period that a reminder may have; 1 minute by default.</summary>
    public TimeSpan MinimumReminderPeriod { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets or sets how often a silo reads its reminders from the table; 5 minutes by default.</summary>
    public TimeSpan RefreshReminderListPeriod { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Gets or sets how long before its next tick a reminder is held in memory; 10 minutes by default. It is also how long the table may be
    /// out of reach without a late tick. At least twice <see cref="RefreshReminderListPeriod"/> is used, so that no tick is missed.
    /// </summary>
    public TimeSpan ReminderLoadingWindow { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Gets or sets how long a silo tries to reach the table before its start fails; 5 minutes by default.</summary>
    public TimeSpan InitializationTimeout { get; set; } = TimeSpan.FromMinutes(5);
}
