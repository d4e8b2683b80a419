using Orleans.Services;

namespace Orleans;

/// <summary>The service of a silo that owns a part of the reminders.</summary>
public interface IReminderService : IGrainService
{
    /// <summary>Starts the service.</summary>
    Task Start();

    /// <summary>As the overload without a token, which is what runs unless this one is implemented.</summary>
    Task Start(CancellationToken cancellationToken) => Start();

    /// <summary>Stops the service; reminders stay stored.</summary>
    Task Stop();

    /// <summary>As the overload without a token, which is what runs unless this one is implemented.</summary>
    Task Stop(CancellationToken cancellationToken) => Stop();

    /// <summary>Starts a reminder of a grain or changes the one of that name.</summary>
    Task<IGrainReminder> RegisterOrUpdateReminder(GrainId grainId, string reminderName, TimeSpan dueTime, TimeSpan period);

    /// <summary>As the overload without a token, which is what runs unless this one is implemented.</summary>
    Task<IGrainReminder> RegisterOrUpdateReminder(
        GrainId grainId, string reminderName, TimeSpan dueTime, TimeSpan period, CancellationToken cancellationToken)
            => RegisterOrUpdateReminder(grainId, reminderName, dueTime, period);

    /// <summary>Ends a reminder; throws if it was changed since the handle was fetched.</summary>
    Task UnregisterReminder(IGrainReminder reminder);

    /// <summary>As the overload without a token, which is what runs unless this one is implemented.</summary>
    Task UnregisterReminder(IGrainReminder reminder, CancellationToken cancellationToken) => UnregisterReminder(reminder);

    /// <summary>Returns the reminder of a name of a grain, or null.</summary>
    Task<IGrainReminder?> GetReminder(GrainId grainId, string reminderName);

    /// <summary>As the overload without a token, which is what runs unless this one is implemented.</summary>
    Task<IGrainReminder?> GetReminder(GrainId grainId, string reminderName, CancellationToken cancellationToken)
        => GetReminder(grainId, reminderName);

    /// <summary>Returns all reminders of a grain.</summary>
    Task<List<IGrainReminder>> GetReminders(GrainId grainId);

    /// <summary>As the overload without a token, which is what runs unless this one is implemented.</summary>
    Task<List<IGrainReminder>> GetReminders(GrainId grainId, CancellationToken cancellationToken) => GetReminders(grainId);
}
