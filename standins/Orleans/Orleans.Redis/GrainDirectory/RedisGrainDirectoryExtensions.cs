using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.GrainDirectory;
using Orleans.GrainDirectory.Redis;
using Orleans.Runtime.Hosting;

namespace Orleans.Hosting;

/// <summary>Adds grain directories in Redis to a silo.</summary>
public static class RedisGrainDirectoryExtensions
{
    /// <summary>Keeps the default grain directory in Redis.</summary>
    /// <param name="builder">The silo builder.</param>
    /// <param name="configureOptions">Sets the options.</param>
    /// <returns>The silo builder.</returns>
    public static ISiloBuilder UseRedisGrainDirectoryAsDefault(
        this ISiloBuilder builder, Action<RedisGrainDirectoryOptions> configureOptions) =>
        builder.AddRedisGrainDirectory(GrainDirectoryAttribute.DEFAULT_GRAIN_DIRECTORY, configureOptions);

    /// <summary>Keeps the default grain directory in Redis.</summary>
    /// <param name="builder">The silo builder.</param>
    /// <param name="configureOptions">Sets the options.</param>
    /// <returns>The silo builder.</returns>
    public static ISiloBuilder UseRedisGrainDirectoryAsDefault(
        this ISiloBuilder builder, Action<OptionsBuilder<RedisGrainDirectoryOptions>> configureOptions) =>
        builder.AddRedisGrainDirectory(GrainDirectoryAttribute.DEFAULT_GRAIN_DIRECTORY, configureOptions);

    /// <summary>Adds a grain directory in Redis, for the grain classes that name it with <see cref="GrainDirectoryAttribute"/>.</summary>
    /// <param name="builder">The silo builder.</param>
    /// <param name="name">The name of the directory.</param>
    /// <param name="configureOptions">Sets the options.</param>
    /// <returns>The silo builder.</returns>
    public static ISiloBuilder AddRedisGrainDirectory(
        this ISiloBuilder builder, string name, Action<RedisGrainDirectoryOptions> configureOptions) =>
        builder.AddRedisGrainDirectory(name, options => options.Configure(configureOptions));

    /// <summary>Adds a grain directory in Redis, for the grain classes that name it with <see cref="GrainDirectoryAttribute"/>.</summary>
    /// <param name="builder">The silo builder.</param>
    /// <param name="name">The name of the directory.</param>
    /// <param name="configureOptions">Sets the options.</param>
    /// <returns>The silo builder.</returns>
    public static ISiloBuilder AddRedisGrainDirectory(
        this ISiloBuilder builder, string name, Action<OptionsBuilder<RedisGrainDirectoryOptions>> configureOptions)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configureOptions);
        configureOptions(builder.Services.AddOptions<RedisGrainDirectoryOptions>(name));
        builder.Services.AddTransient<IConfigurationValidator>(
            services => new RedisGrainDirectoryOptionsValidator(GetOptions(services, name), name));
        return builder.AddGrainDirectory(name, static (services, name) =>
            ActivatorUtilities.CreateInstance<RedisGrainDirectory>(services, GetOptions(services, name)));
    }

    private static RedisGrainDirectoryOptions GetOptions(IServiceProvider services, string name) =>
        services.GetRequiredService<IOptionsMonitor<RedisGrainDirectoryOptions>>().Get(name);
}
