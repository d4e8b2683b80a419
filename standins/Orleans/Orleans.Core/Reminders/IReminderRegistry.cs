using Orleans.Services;

namespace Orleans.Timers;

/// <summary>Registers reminders with the service that owns them.</summary>
public interface IReminderRegistry : IGrainServiceClient<IReminderService>
{
    Task<IGrainReminder> RegisterOrUpdateReminder(GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period);

    Task<IGrainReminder> RegisterOrUpdateReminder(
        GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period, CancellationToken cancellationToken)
            => RegisterOrUpdateReminder(callingGrainId, reminderName, dueTime, period);

    Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder);

    Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder, CancellationToken cancellationToken)
        => UnregisterReminder(callingGrainId, reminder);

    Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName);

    Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName, CancellationToken cancellationToken)
        => GetReminder(callingGrainId, reminderName);

    Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId);

    Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId, CancellationToken cancellationToken) => GetReminders(callingGrainId);
}
