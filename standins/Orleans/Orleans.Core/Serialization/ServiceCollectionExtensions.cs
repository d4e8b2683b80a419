using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Internal;
using Orleans.Serialization.Serializers;
using Orleans.Serialization.Session;

namespace Orleans.Serialization;

/// <summary>Adds serialization to an application.</summary>
public static class ServiceCollectionExtensions
{
    /// <summary>Adds the serializer with everything that the referenced assemblies offer; calling it again only configures.</summary>
    public static IServiceCollection AddSerializer(this IServiceCollection services, Action<ISerializerBuilder>? configure = null)
    {
        var builder = new Builder(services);
        if (!services.Any(static service => service.ServiceType == typeof(CodecProvider)))
        {
            services.AddOptions();
            foreach (var assembly in ReferencedAssemblies.Find()) builder.AddAssembly(assembly);
            services.AddSingleton<CodecProvider>();
            services.TryAddSingleton<IActivatorProvider, ActivatorProvider>();
            services.AddSingleton(static provider => new SerializerSessionPool(provider.GetRequiredService<CodecProvider>()));
            services.AddSingleton<CopyContextPool>();
            services.AddSingleton<Serializer>();
            services.AddSingleton<DeepCopier>();
            services.TryAddSingleton(typeof(IDeepCopier<>), typeof(DeepCopierAdapter<>));
            services.TryAddSingleton(typeof(Serializer<>));
            services.TryAddSingleton(typeof(DeepCopier<>));
        }

        configure?.Invoke(builder);
        return services;
    }

    private sealed record Builder(IServiceCollection Services) : ISerializerBuilder;
}
