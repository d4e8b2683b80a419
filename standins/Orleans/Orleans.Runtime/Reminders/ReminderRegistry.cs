using Microsoft.Extensions.Options;
using Orleans.Hosting;
using Orleans.Timers;

namespace Orleans.Runtime.Reminders;

/// <summary>Registers reminders of grains: checks them, and hands them to the silo that runs the reminders of the grain.</summary>
internal sealed class ReminderRegistry(IGrainFactory grains, ReminderOwners owners, IReminderTable table, IOptions<ReminderOptions> options) : IReminderRegistry
{
    /// <inheritdoc/>
    public async Task<IGrainReminder> RegisterOrUpdateReminder(GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentException.ThrowIfNullOrEmpty(reminderName);
        if (dueTime == Timeout.InfiniteTimeSpan || dueTime < TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(dueTime), dueTime, $"The due time of the reminder '{reminderName}' must be zero or more and finite.");
        }

        if (period == Timeout.InfiniteTimeSpan || period <= TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(period), period, $"The period of the reminder '{reminderName}' must be positive and finite.");
        }

        var minimum = options.Value.MinimumReminderPeriod;
        if (period < minimum)
        {
            throw new ArgumentException(
                $"Cannot register reminder {reminderName}: its period {period} is shorter than the minimum of {minimum} (ReminderOptions.MinimumReminderPeriod). Use a timer for shorter periods.",
                nameof(period));
        }

        return await GetTarget(callingGrainId).RegisterOrUpdate(callingGrainId, reminderName, dueTime, period);
    }

    /// <inheritdoc/>
    public async Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder)
    {
        ArgumentNullException.ThrowIfNull(reminder);
        if (reminder is not ReminderData data)
        {
            throw new ArgumentException($"{reminder.GetType()} was not returned by the reminder service.", nameof(reminder));
        }

        if (!await GetTarget(callingGrainId).Unregister(data))
        {
            throw new ReminderException($"Could not unregister {data}: it was changed or removed since it was read.");
        }
    }

    /// <inheritdoc/>
    public async Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName)
    {
        ArgumentException.ThrowIfNullOrEmpty(reminderName);
        return await table.ReadRow(callingGrainId, reminderName) is { } entry ? ToData(entry) : null;
    }

    /// <inheritdoc/>
    public async Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId) =>
        [.. (await table.ReadRows(callingGrainId)).Reminders.Select(ToData)];

    /// <summary>Turns a row of the table into what grains hold.</summary>
    internal static ReminderData ToData(ReminderEntry entry) => new(entry.GrainId, entry.ReminderName, entry.ETag ?? string.Empty);

    private IReminderTarget GetTarget(GrainId grainId) => owners.GetTarget(grains, grainId);
}
