using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Providers;
using Orleans.Runtime.Hosting;
using Orleans.Storage;

namespace Orleans.Hosting;

/// <summary>Adds grain storage in memory.</summary>
public static class MemoryGrainStorageSiloBuilderExtensions
{
    /// <summary>Adds memory storage under a name.</summary>
    /// <param name="builder">The silo builder.</param>
    /// <param name="name">The name of the provider.</param>
    /// <param name="configureOptions">Sets the options.</param>
    /// <returns>The silo builder.</returns>
    public static ISiloBuilder AddMemoryGrainStorage(this ISiloBuilder builder, string name, Action<MemoryGrainStorageOptions> configureOptions) =>
        builder.AddMemoryGrainStorage(name, options => options.Configure(configureOptions));

    /// <summary>Adds memory storage under a name.</summary>
    /// <param name="builder">The silo builder.</param>
    /// <param name="name">The name of the provider.</param>
    /// <param name="configureOptions">Sets the options.</param>
    /// <returns>The silo builder.</returns>
    public static ISiloBuilder AddMemoryGrainStorage(
        this ISiloBuilder builder, string name, Action<OptionsBuilder<MemoryGrainStorageOptions>>? configureOptions = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);
        configureOptions?.Invoke(builder.Services.AddOptions<MemoryGrainStorageOptions>(name));
        builder.Services.TryAddSingleton<IGrainStorageSerializer, OrleansGrainStorageSerializer>();
        builder.Services.AddTransient<IConfigurationValidator>(services =>
            new MemoryGrainStorageOptionsValidator(services.GetRequiredService<IOptionsMonitor<MemoryGrainStorageOptions>>().Get(name), name));
        builder.Services.AddGrainStorage(name, static (services, name) =>
        {
            var options = services.GetRequiredService<IOptionsMonitor<MemoryGrainStorageOptions>>().Get(name);
            options.GrainStorageSerializer ??= services.GetKeyedService<IGrainStorageSerializer>(name) ?? services.GetRequiredService<IGrainStorageSerializer>();
            return new MemoryGrainStorage(name, options, services.GetRequiredService<IGrainFactory>());
        });
        return builder;
    }

    /// <summary>Adds memory storage as the default provider.</summary>
    /// <param name="builder">The silo builder.</param>
    /// <param name="configureOptions">Sets the options.</param>
    /// <returns>The silo builder.</returns>
    public static ISiloBuilder AddMemoryGrainStorageAsDefault(this ISiloBuilder builder, Action<MemoryGrainStorageOptions> configureOptions) =>
        builder.AddMemoryGrainStorage(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, configureOptions);

    /// <summary>Adds memory storage as the default provider.</summary>
    /// <param name="builder">The silo builder.</param>
    /// <param name="configureOptions">Sets the options.</param>
    /// <returns>The silo builder.</returns>
    public static ISiloBuilder AddMemoryGrainStorageAsDefault(
        this ISiloBuilder builder, Action<OptionsBuilder<MemoryGrainStorageOptions>>? configureOptions = null) =>
        builder.AddMemoryGrainStorage(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, configureOptions);
}
