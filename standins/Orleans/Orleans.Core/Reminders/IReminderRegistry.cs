using Orleans.Services;

namespace Orleans.Timers;

/// <summary>Registers reminders with the service that owns them.</summary>
public interface IReminderRegistry : IGrainServiceClient<IReminderService>
{
    Task<IGrainReminder> RegisterOrUpdateReminder(GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period);

    Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder);

    Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName);

    Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId);
}
