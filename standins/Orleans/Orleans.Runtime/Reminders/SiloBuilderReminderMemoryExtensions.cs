using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.Reminders;

namespace Orleans.Hosting;

/// <summary>Adds reminders that are kept in memory.</summary>
public static class SiloBuilderReminderMemoryExtensions
{
    /// <summary>Adds reminders that are kept in the memory of the cluster. Not for production.</summary>
    /// <param name="builder">The silo builder.</param>
    /// <returns>The silo builder.</returns>
    public static ISiloBuilder UseInMemoryReminderService(this ISiloBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddReminders();
        builder.Services.AddSingleton<IReminderTable, InMemoryReminderTable>();
        return builder;
    }
}
