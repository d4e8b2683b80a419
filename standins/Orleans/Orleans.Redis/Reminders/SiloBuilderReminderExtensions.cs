using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Reminders.Redis;

namespace Orleans.Hosting;

/// <summary>Adds reminders that are kept in Redis.</summary>
public static class SiloBuilderReminderExtensions
{
    /// <summary>Adds reminders that are kept in Redis, for all clusters of a service.</summary>
    /// <param name="builder">The silo builder.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The silo builder.</returns>
    public static ISiloBuilder UseRedisReminderService(this ISiloBuilder builder, Action<RedisReminderTableOptions> configure) =>
        builder.ConfigureServices(services => services.UseRedisReminderService(configure));

    /// <summary>Adds reminders that are kept in Redis, for all clusters of a service.</summary>
    /// <param name="services">The services of a silo.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection UseRedisReminderService(this IServiceCollection services, Action<RedisReminderTableOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddReminders();
        services.Configure(configure);
        services.AddSingleton<IReminderTable, RedisReminderTable>();
        services.AddSingleton<IConfigurationValidator, RedisReminderTableOptionsValidator>();
        return services;
    }
}
