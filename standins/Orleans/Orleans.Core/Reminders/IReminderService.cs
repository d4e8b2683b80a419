using Orleans.Services;

namespace Orleans;

/// <summary>The service of a silo that owns a part of the reminders.</summary>
public interface IReminderService : IGrainService
{
    Task Start();

    Task Start(CancellationToken cancellationToken) => Start();

    Task Stop();

    Task Stop(CancellationToken cancellationToken) => Stop();

    Task<IGrainReminder> RegisterOrUpdateReminder(GrainId grainId, string reminderName, TimeSpan dueTime, TimeSpan period);

    Task<IGrainReminder> RegisterOrUpdateReminder(
        GrainId grainId, string reminderName, TimeSpan dueTime, TimeSpan period, CancellationToken cancellationToken)
            => RegisterOrUpdateReminder(grainId, reminderName, dueTime, period);

    Task UnregisterReminder(IGrainReminder reminder);

    Task UnregisterReminder(IGrainReminder reminder, CancellationToken cancellationToken) => UnregisterReminder(reminder);

    Task<IGrainReminder?> GetReminder(GrainId grainId, string reminderName);

    Task<IGrainReminder?> GetReminder(GrainId grainId, string reminderName, CancellationToken cancellationToken)
        => GetReminder(grainId, reminderName);

    Task<List<IGrainReminder>> GetReminders(GrainId grainId);

    Task<List<IGrainReminder>> GetReminders(GrainId grainId, CancellationToken cancellationToken) => GetReminders(grainId);
}
