using System.Collections.Concurrent;

namespace Orleans.GrainReferences;

/// <summary>Makes references to grains by asking the registered providers in turn.</summary>
public sealed class GrainReferenceActivator(IServiceProvider serviceProvider, IEnumerable<IGrainReferenceActivatorProvider> providers)
{
    private readonly IGrainReferenceActivatorProvider[] _providers = [.. providers];
    private readonly ConcurrentDictionary<(GrainType, GrainInterfaceType), IGrainReferenceActivator> _activators = new();

    internal IServiceProvider ServiceProvider { get; } = serviceProvider;

    /// <summary>
    /// Makes a reference to a grain through an interface; throws <see cref="InvalidOperationException"/> if no proxy is known.
    /// </summary>
    public GrainReference CreateReference(GrainId grainId, GrainInterfaceType interfaceType)
        => (_activators.TryGetValue((grainId.Type, interfaceType), out var activator) ? activator : Find(grainId.Type, interfaceType))
            .CreateReference(grainId);

    private IGrainReferenceActivator Find(GrainType grainType, GrainInterfaceType interfaceType)
    {
        foreach (var provider in _providers)
        {
            if (provider.TryGet(grainType, interfaceType, out var activator))
            {
                return _activators.GetOrAdd((grainType, interfaceType), activator);
            }
        }

        throw new InvalidOperationException(
            $"No proxy is known for grain type '{grainType}' and interface '{interfaceType}'. Reference the assembly that declares the "
                + $"interface, and compile it with the code generator.");
    }
}
