using Orleans.Services;

namespace Orleans.Timers;

/// <summary>Registers reminders with the service that owns them.</summary>
public interface IReminderRegistry : IGrainServiceClient<IReminderService>
{
    /// <summary>
    /// Starts a reminder of a grain or changes the one of that name; the period has a minimum, which the reminder options set.
    /// </summary>
    Task<IGrainReminder> RegisterOrUpdateReminder(GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period);

    /// <summary>As the overload without a token, which is what runs unless this one is implemented.</summary>
    Task<IGrainReminder> RegisterOrUpdateReminder(
        GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period, CancellationToken cancellationToken)
            => RegisterOrUpdateReminder(callingGrainId, reminderName, dueTime, period);

    /// <summary>Ends a reminder of a grain; throws if it was changed since the handle was fetched.</summary>
    Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder);

    /// <summary>As the overload without a token, which is what runs unless this one is implemented.</summary>
    Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder, CancellationToken cancellationToken)
        => UnregisterReminder(callingGrainId, reminder);

    /// <summary>Returns the reminder of a name of a grain, or null.</summary>
    Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName);

    /// <summary>As the overload without a token, which is what runs unless this one is implemented.</summary>
    Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName, CancellationToken cancellationToken)
        => GetReminder(callingGrainId, reminderName);

    /// <summary>Returns all reminders of a grain.</summary>
    Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId);

    /// <summary>As the overload without a token, which is what runs unless this one is implemented.</summary>
    Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId, CancellationToken cancellationToken) => GetReminders(callingGrainId);
}
