using Microsoft.Extensions.DependencyInjection;
using Orleans.GrainDirectory;
using Orleans.Hosting;
using Orleans.Runtime.Directory;

namespace Orleans.Runtime.Hosting;

/// <summary>Registers grain directories.</summary>
public static class DirectorySiloBuilderExtensions
{
    /// <summary>Registers a grain directory under a name, for the classes that name it with <see cref="GrainDirectoryAttribute"/>.</summary>
    /// <typeparam name="T">The type of the directory.</typeparam>
    /// <param name="builder">The silo.</param>
    /// <param name="name">The name; <see cref="GrainDirectoryAttribute.DEFAULT_GRAIN_DIRECTORY"/> makes it the directory of all other classes.</param>
    /// <param name="implementationFactory">Creates the directory.</param>
    /// <returns>The silo.</returns>
    public static ISiloBuilder AddGrainDirectory<T>(this ISiloBuilder builder, string name, Func<IServiceProvider, string, T> implementationFactory)
        where T : class, IGrainDirectory
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddGrainDirectory(name, implementationFactory);
        return builder;
    }

    /// <summary>Registers a grain directory under a name, for the classes that name it with <see cref="GrainDirectoryAttribute"/>.</summary>
    /// <typeparam name="T">The type of the directory.</typeparam>
    /// <param name="collection">The services.</param>
    /// <param name="name">The name; <see cref="GrainDirectoryAttribute.DEFAULT_GRAIN_DIRECTORY"/> makes it the directory of all other classes.</param>
    /// <param name="implementationFactory">Creates the directory.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddGrainDirectory<T>(
        this IServiceCollection collection, string name, Func<IServiceProvider, string, T> implementationFactory)
        where T : class, IGrainDirectory
    {
        ArgumentNullException.ThrowIfNull(collection);
        ArgumentException.ThrowIfNullOrEmpty(name);
        collection.AddSingleton(new NamedDirectory(name));
        collection.AddKeyedSingleton<IGrainDirectory>(name, (services, key) => implementationFactory(services, (string)key!));
        if (typeof(ILifecycleParticipant<ISiloLifecycle>).IsAssignableFrom(typeof(T)))
        {
            collection.AddSingleton(services => (ILifecycleParticipant<ISiloLifecycle>)services.GetRequiredKeyedService<IGrainDirectory>(name));
        }

        return collection;
    }
}
