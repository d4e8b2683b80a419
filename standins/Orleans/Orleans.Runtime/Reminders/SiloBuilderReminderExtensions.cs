using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Runtime;
using Orleans.Runtime.Messaging;
using Orleans.Runtime.Reminders;
using Orleans.Runtime.Targets;
using Orleans.Timers;

namespace Orleans.Hosting;

/// <summary>Adds reminders to a silo.</summary>
public static class SiloBuilderReminderExtensions
{
    /// <summary>Adds the reminder service; the table is registered separately.</summary>
    /// <param name="builder">The silo builder.</param>
    /// <returns>The silo builder.</returns>
    public static ISiloBuilder AddReminders(this ISiloBuilder builder) => builder.ConfigureServices(static services => services.AddReminders());

    /// <summary>Adds the reminder service; the table is registered separately.</summary>
    /// <param name="services">The services.</param>
    public static void AddReminders(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (services.Any(service => service.ServiceType == typeof(ReminderService)))
        {
            return;
        }

        services.AddSingleton<ReminderService>();
        services.TryAddSingleton<ReminderOwners>();
        services.AddTransient<IConfigurationValidator, ReminderOptionsChecks>();
        services.TryAddSingleton<ReminderClock>();
        services.TryAddSingleton<ReminderInstruments>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(static provider => provider.GetRequiredService<ReminderService>());
        services.AddSingleton(static provider => new SystemTargetRegistration(
            SystemTargets.Create(ReminderService.TargetType, provider.GetRequiredService<ILocalSiloDetails>().SiloAddress),
            provider.GetRequiredService<ReminderService>()));
        services.TryAddSingleton<IReminderRegistry, ReminderRegistry>();
    }
}
