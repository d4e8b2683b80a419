using Orleans.Services;

namespace Orleans;

/// <summary>The service of a silo that owns a part of the reminders.</summary>
public interface IReminderService : IGrainService
{
    Task Start();

    Task Stop();

    Task<IGrainReminder> RegisterOrUpdateReminder(GrainId grainId, string reminderName, TimeSpan dueTime, TimeSpan period);

    Task UnregisterReminder(IGrainReminder reminder);

    Task<IGrainReminder?> GetReminder(GrainId grainId, string reminderName);

    Task<List<IGrainReminder>> GetReminders(GrainId grainId);
}
