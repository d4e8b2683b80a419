using Microsoft.Extensions.DependencyInjection;
using Orleans.Timers;

namespace Orleans;

/// <summary>The reminders of a grain.</summary>
public static class GrainReminderExtensions
{
    public static Task<IGrainReminder> RegisterOrUpdateReminder(this Grain grain, string reminderName, TimeSpan dueTime, TimeSpan period)
        => RegisterOrUpdateReminder((IGrainBase)grain, reminderName, dueTime, period);

    public static Task<IGrainReminder> RegisterOrUpdateReminder(
        this IGrainBase grain, string reminderName, TimeSpan dueTime, TimeSpan period)
        => RegisterOrUpdateReminder(grain, reminderName, dueTime, period, CancellationToken.None);

    public static Task<IGrainReminder> RegisterOrUpdateReminder(
        this IGrainBase grain, string reminderName, TimeSpan dueTime, TimeSpan period, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(grain);
        ArgumentException.ThrowIfNullOrWhiteSpace(reminderName);
        return grain is IRemindable
            ? Registry(grain).RegisterOrUpdateReminder(grain.GrainContext.GrainId, reminderName, dueTime, period, cancellationToken)
            : throw new InvalidOperationException(
                $"Grain {grain.GrainContext.GrainId} ({grain.GetType()}) must implement {nameof(IRemindable)} to use reminders.");
    }

    public static Task UnregisterReminder(this Grain grain, IGrainReminder reminder) => UnregisterReminder((IGrainBase)grain, reminder);

    public static Task UnregisterReminder(this IGrainBase grain, IGrainReminder reminder)
        => UnregisterReminder(grain, reminder, CancellationToken.None);

    public static Task UnregisterReminder(this IGrainBase grain, IGrainReminder reminder, CancellationToken cancellationToken)
        => Registry(grain).UnregisterReminder(grain.GrainContext.GrainId, reminder, cancellationToken);

    public static Task<IGrainReminder?> GetReminder(this Grain grain, string reminderName) => GetReminder((IGrainBase)grain, reminderName);

    public static Task<IGrainReminder?> GetReminder(this IGrainBase grain, string reminderName)
        => GetReminder(grain, reminderName, CancellationToken.None);

    public static Task<IGrainReminder?> GetReminder(this IGrainBase grain, string reminderName, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reminderName);
        return Registry(grain).GetReminder(grain.GrainContext.GrainId, reminderName, cancellationToken);
    }

    public static Task<List<IGrainReminder>> GetReminders(this Grain grain) => GetReminders((IGrainBase)grain);

    public static Task<List<IGrainReminder>> GetReminders(this IGrainBase grain) => GetReminders(grain, CancellationToken.None);

    public static Task<List<IGrainReminder>> GetReminders(this IGrainBase grain, CancellationToken cancellationToken)
        => Registry(grain).GetReminders(grain.GrainContext.GrainId, cancellationToken);

    public static Task<IGrainReminder> RegisterOrUpdateReminder(
        this Grain grain, string reminderName, TimeSpan dueTime, TimeSpan period, CancellationToken cancellationToken)
        => RegisterOrUpdateReminder((IGrainBase)grain, reminderName, dueTime, period, cancellationToken);

    public static Task UnregisterReminder(this Grain grain, IGrainReminder reminder, CancellationToken cancellationToken)
        => UnregisterReminder((IGrainBase)grain, reminder, cancellationToken);

    public static Task<IGrainReminder?> GetReminder(this Grain grain, string reminderName, CancellationToken cancellationToken)
        => GetReminder((IGrainBase)grain, reminderName, cancellationToken);

    public static Task<List<IGrainReminder>> GetReminders(this Grain grain, CancellationToken cancellationToken)
        => GetReminders((IGrainBase)grain, cancellationToken);

    private static IReminderRegistry Registry(IGrainBase grain)
        => grain.GrainContext.ActivationServices.GetRequiredService<IReminderRegistry>();
}
