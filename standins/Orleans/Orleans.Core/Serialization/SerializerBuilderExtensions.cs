using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Serialization.Configuration;

namespace Orleans.Serialization;

/// <summary>Configures what can be serialized.</summary>
public static class SerializerBuilderExtensions
{
    /// <summary>Adds types to those that can be serialized.</summary>
    public static ISerializerBuilder Configure(this ISerializerBuilder builder, IConfigureOptions<TypeManifestOptions> configure)
    {
        builder.Services.AddSingleton(configure);
        return builder;
    }

    /// <summary>Adds types to those that can be serialized.</summary>
    public static ISerializerBuilder Configure(this ISerializerBuilder builder, Action<TypeManifestOptions> configure)
    {
        builder.Services.Configure(configure);
        return builder;
    }

    /// <summary>Adds types to those that can be serialized, by an object that the services make.</summary>
    public static ISerializerBuilder Configure(
        this ISerializerBuilder builder, Func<IServiceProvider, IConfigureOptions<TypeManifestOptions>> factory)
    {
        builder.Services.AddSingleton(factory);
        return builder;
    }

    /// <summary>Adds what the generated manifest of an assembly offers; adding it twice does no harm.</summary>
    public static ISerializerBuilder AddAssembly(this ISerializerBuilder builder, Assembly assembly)
    {
        foreach (var attribute in assembly.GetCustomAttributes<TypeManifestProviderAttribute>())
        {
            if (builder.Services.Any(
                service => service.ServiceType == typeof(IConfigureOptions<TypeManifestOptions>)
                    && service.ImplementationType == attribute.ProviderType))
            {
                continue;
            }
            builder.Services.AddSingleton(typeof(IConfigureOptions<TypeManifestOptions>), attribute.ProviderType);
        }

        return builder;
    }
}
