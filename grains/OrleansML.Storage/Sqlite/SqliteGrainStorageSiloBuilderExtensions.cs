using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Providers;
using Orleans.Runtime.Hosting;
using Orleans.Storage;
using OrleansML.Storage.State;

namespace OrleansML.Storage.Sqlite;

/// <summary>Adds SQLite grain storage to a silo.</summary>
public static class SqliteGrainStorageSiloBuilderExtensions
{
    /// <summary>Adds SQLite as the storage of states that name no provider.</summary>
    /// <param name="builder">The silo.</param>
    /// <param name="configureOptions">Sets at least <see cref="SqliteGrainStorageOptions.Path"/>.</param>
    public static ISiloBuilder AddSqliteGrainStorageAsDefault(
        this ISiloBuilder builder, Action<SqliteGrainStorageOptions> configureOptions) =>
        builder.AddSqliteGrainStorage(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, configureOptions);

    /// <summary>Adds SQLite as a named grain storage provider.</summary>
    /// <param name="builder">The silo.</param>
    /// <param name="name">The name that <c>[PersistentState]</c> refers to.</param>
    /// <param name="configureOptions">Sets at least <see cref="SqliteGrainStorageOptions.Path"/>.</param>
    public static ISiloBuilder AddSqliteGrainStorage(
        this ISiloBuilder builder, string name, Action<SqliteGrainStorageOptions> configureOptions)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(configureOptions);
        return builder.ConfigureServices(services =>
        {
            services.AddOptions<SqliteGrainStorageOptions>(name).Configure(configureOptions);
            services.AddTransient<IConfigurationValidator>(
                provider => new SqliteGrainStorageOptionsValidator(OptionsOf(provider, name), name));
            services.AddGrainStorage(name, Create);
        });
    }

    private static SqliteGrainStorage Create(IServiceProvider services, string name)
    {
        // Orleans builds the providers before it runs the validators, so wrong options would first meet the constructor.
        var options = OptionsOf(services, name);
        new SqliteGrainStorageOptionsValidator(options, name).ValidateConfiguration();

        var serializer = services.GetKeyedService<IGrainStorageSerializer>(name) ?? new JsonGrainStateSerializer();
        return ActivatorUtilities.CreateInstance<SqliteGrainStorage>(services, name, options, serializer);
    }

    private static SqliteGrainStorageOptions OptionsOf(IServiceProvider services, string name) =>
        services.GetRequiredService<IOptionsMonitor<SqliteGrainStorageOptions>>().Get(name);
}
