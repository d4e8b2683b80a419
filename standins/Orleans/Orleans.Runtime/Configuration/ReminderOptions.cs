namespace Orleans.Hosting;

/// <summary>Settings of reminders.</summary>
public sealed class ReminderOptions
{
    /// <summary>Gets or sets the shortest period that a reminder may have; 1 minute by default.</summary>
    public TimeSpan MinimumReminderPeriod { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets or sets how often a silo reads its reminders from the table; 5 minutes by default.</summary>
    public TimeSpan RefreshReminderListPeriod { get; set; } = TimeSpan.FromMinutes(5);
}
