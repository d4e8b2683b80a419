namespace Orleans;

/// <summary>A grain that can be woken by reminders.</summary>
public interface IRemindable : IGrain
{
    /// <summary>Called at each tick, on the grain's scheduler.</summary>
    Task ReceiveReminder(string reminderName, TickStatus status);

    /// <summary>As the overload without a token, which is what runs unless this one is implemented.</summary>
    Task ReceiveReminder(string reminderName, TickStatus status, CancellationToken cancellationToken)
        => ReceiveReminder(reminderName, status);
}
