using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Storage;

namespace Orleans.Persistence;

/// <summary>Gives a provider the format registered under its name, or the general one, unless its options name one.</summary>
internal sealed class RedisStorageSerializerSetup(IServiceProvider services) : IPostConfigureOptions<RedisStorageOptions>
{
    /// <inheritdoc/>
    public void PostConfigure(string? name, RedisStorageOptions options) =>
        options.GrainStorageSerializer ??=
            services.GetKeyedService<IGrainStorageSerializer>(name) ?? services.GetRequiredService<IGrainStorageSerializer>();
}
