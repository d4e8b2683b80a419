using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Orleans.Persistence;

/// <summary>Creates grain storage in Redis.</summary>
public static class RedisGrainStorageFactory
{
    /// <summary>Creates the provider with the options of its name.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The name of the provider.</param>
    /// <returns>The provider.</returns>
    public static RedisGrainStorage Create(IServiceProvider services, string name)
    {
        var options = services.GetRequiredService<IOptionsMonitor<RedisStorageOptions>>().Get(name);
        return ActivatorUtilities.CreateInstance<RedisGrainStorage>(services, name, options);
    }
}
