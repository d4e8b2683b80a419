using Microsoft.Extensions.DependencyInjection;
using Orleans.Providers;
using Orleans.Storage;

namespace Orleans.Runtime.Storage;

/// <summary>Finds registered storage providers.</summary>
internal static class GrainStorages
{
    /// <summary>Gets a provider.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The name of the provider, or null for the default one.</param>
    /// <param name="user">Who needs the provider, for the text of the error.</param>
    /// <exception cref="BadProviderConfigException">There is no such provider.</exception>
    public static IGrainStorage Get(IServiceProvider services, string? name, string user)
    {
        var store = string.IsNullOrWhiteSpace(name) ? services.GetService<IGrainStorage>() : services.GetKeyedService<IGrainStorage>(name);
        return store ?? throw new BadProviderConfigException(string.IsNullOrWhiteSpace(name)
            ? $"No default storage provider found loading grain type {user}. Register one, for example with AddMemoryGrainStorageAsDefault."
            : $"No storage provider named \"{name}\" found loading grain type {user}. Register one, for example with AddMemoryGrainStorage(\"{name}\").");
    }

    /// <summary>Gets the default name where none is given.</summary>
    public static string NameOrDefault(string? name) => string.IsNullOrEmpty(name) ? ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME : name;
}
