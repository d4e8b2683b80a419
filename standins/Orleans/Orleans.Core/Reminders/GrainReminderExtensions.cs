using Microsoft.Extensions.DependencyInjection;
using Orleans.Timers;

namespace Orleans;

/// <summary>The reminders of a grain.</summary>
public static class GrainReminderExtensions
{
    /// <summary>Starts a reminder or changes the one of that name; it outlives the activation and wakes the grain.</summary>
    public static Task<IGrainReminder> RegisterOrUpdateReminder(this Grain grain, string reminderName, TimeSpan dueTime, TimeSpan period)
        => RegisterOrUpdateReminder((IGrainBase)grain, reminderName, dueTime, period);

    /// <summary>Starts a reminder or changes the one of that name; it outlives the activation and wakes the grain.</summary>
    public static Task<IGrainReminder> RegisterOrUpdateReminder(
        this IGrainBase grain, string reminderName, TimeSpan dueTime, TimeSpan period)
        => RegisterOrUpdateReminder(grain, reminderName, dueTime, period, CancellationToken.None);

    /// <summary>As the overload without a token; the registered service may or may not heed the token.</summary>
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

    /// <summary>Ends a reminder; throws if it was changed since the handle was fetched.</summary>
    public static Task UnregisterReminder(this Grain grain, IGrainReminder reminder) => UnregisterReminder((IGrainBase)grain, reminder);

    /// <summary>Ends a reminder; throws if it was changed since the handle was fetched.</summary>
    public static Task UnregisterReminder(this IGrainBase grain, IGrainReminder reminder)
        => UnregisterReminder(grain, reminder, CancellationToken.None);

    /// <summary>As the overload without a token; the registered service may or may not heed the token.</summary>
    public static Task UnregisterReminder(this IGrainBase grain, IGrainReminder reminder, CancellationToken cancellationToken)
        => Registry(grain).UnregisterReminder(grain.GrainContext.GrainId, reminder, cancellationToken);

    /// <summary>Returns the reminder of a name, or null.</summary>
    public static Task<IGrainReminder?> GetReminder(this Grain grain, string reminderName) => GetReminder((IGrainBase)grain, reminderName);

    /// <summary>Returns the reminder of a name, or null.</summary>
    public static Task<IGrainReminder?> GetReminder(this IGrainBase grain, string reminderName)
        => GetReminder(grain, reminderName, CancellationToken.None);

    /// <summary>As the overload without a token; the registered service may or may not heed the token.</summary>
    public static Task<IGrainReminder?> GetReminder(this IGrainBase grain, string reminderName, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reminderName);
        return Registry(grain).GetReminder(grain.GrainContext.GrainId, reminderName, cancellationToken);
    }

    /// <summary>Returns all reminders of the grain.</summary>
    public static Task<List<IGrainReminder>> GetReminders(this Grain grain) => GetReminders((IGrainBase)grain);

    /// <summary>Returns all reminders of the grain.</summary>
    public static Task<List<IGrainReminder>> GetReminders(this IGrainBase grain) => GetReminders(grain, CancellationToken.None);

    /// <summary>As the overload without a token; the registered service may or may not heed the token.</summary>
    public static Task<List<IGrainReminder>> GetReminders(this IGrainBase grain, CancellationToken cancellationToken)
        => Registry(grain).GetReminders(grain.GrainContext.GrainId, cancellationToken);

    /// <summary>As the overload without a token; the registered service may or may not heed the token.</summary>
    public static Task<IGrainReminder> RegisterOrUpdateReminder(
        this Grain grain, string reminderName, TimeSpan dueTime, TimeSpan period, CancellationToken cancellationToken)
        => RegisterOrUpdateReminder((IGrainBase)grain, reminderName, dueTime, period, cancellationToken);

    /// <summary>As the overload without a token; the registered service may or may not heed the token.</summary>
    public static Task UnregisterReminder(this Grain grain, IGrainReminder reminder, CancellationToken cancellationToken)
        => UnregisterReminder((IGrainBase)grain, reminder, cancellationToken);

    /// <summary>As the overload without a token; the registered service may or may not heed the token.</summary>
    public static Task<IGrainReminder?> GetReminder(this Grain grain, string reminderName, CancellationToken cancellationToken)
        => GetReminder((IGrainBase)grain, reminderName, cancellationToken);

    /// <summary>As the overload without a token; the registered service may or may not heed the token.</summary>
    public static Task<List<IGrainReminder>> GetReminders(this Grain grain, CancellationToken cancellationToken)
        => GetReminders((IGrainBase)grain, cancellationToken);

    private static IReminderRegistry Registry(IGrainBase grain)
        => grain.GrainContext.ActivationServices.GetRequiredService<IReminderRegistry>();
}
