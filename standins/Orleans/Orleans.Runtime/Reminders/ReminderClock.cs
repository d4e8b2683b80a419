using Orleans.Runtime.Activations;

namespace Orleans.Runtime.Reminders;

/// <summary>The clock of reminders.</summary>
internal sealed class ReminderClock(IServiceProvider services)
{
    /// <summary>Gets the time provider.</summary>
    public TimeProvider Provider { get; } = Clocks.Get(services, "Orleans.Reminders");

    /// <summary>Gets the time.</summary>
    public DateTime UtcNow => Provider.GetUtcNow().UtcDateTime;
}
