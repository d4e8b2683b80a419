using System.Linq.Expressions;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.CodeGeneration;
using Orleans.GrainReferences;
using Orleans.Runtime.Manifest;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Configuration;
using Orleans.Serialization.Serializers;

namespace Orleans.Runtime.References;

/// <summary>Creates references with the generated proxy classes.</summary>
internal sealed class GrainProxyProvider : IGrainReferenceActivatorProvider
{
    private readonly Dictionary<GrainInterfaceType, (Type Proxy, ushort Version)> _proxies = [];
    private readonly IServiceProvider _services;
    private readonly GenericNames _generics;

    /// <summary>Initializes the provider.</summary>
    public GrainProxyProvider(IServiceProvider services, IOptions<TypeManifestOptions> types, GrainNames names, GenericNames generics)
    {
        _services = services;
        _generics = generics;
        foreach (var proxy in types.Value.InterfaceProxies)
        {
            var grainInterface = GetProxiedInterface(proxy);
            var version = grainInterface.GetCustomAttribute<VersionAttribute>()?.Version ?? 0;
            _proxies[names.GetInterfaceType(grainInterface)] = (proxy, version);
        }
    }

    /// <inheritdoc/>
    public bool TryGet(GrainType grainType, GrainInterfaceType interfaceType, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out IGrainReferenceActivator? activator)
    {
        var proxy = typeof(UntypedGrainReference);
        ushort version = 0;
        if (!interfaceType.IsDefault)
        {
            var (definition, arguments) = GenericNames.Split(interfaceType.ToString()!);
            if (!_proxies.TryGetValue(GrainInterfaceType.Create(definition), out var known))
            {
                activator = null;
                return false;
            }

            (proxy, version) = known;
            proxy = arguments.Length > 0 ? _generics.Construct(proxy, arguments) : proxy;
        }

        var shared = new GrainReferenceShared(
            grainType,
            interfaceType,
            version,
            _services.GetRequiredService<IGrainReferenceRuntime>(),
            InvokeMethodOptions.None,
            _services.GetRequiredService<CodecProvider>(),
            _services.GetRequiredService<CopyContextPool>(),
            _services);
        activator = new Activator(shared, CompileConstructor(proxy));
        return true;
    }

    private static Type GetProxiedInterface(Type proxy)
    {
        var interfaces = proxy.GetInterfaces().Where(type => typeof(IAddressable).IsAssignableFrom(type)).ToArray();
        var mostDerived = interfaces.Where(type => !interfaces.Any(other => other != type && type.IsAssignableFrom(other))).ToArray();
        return mostDerived.Length == 1
            ? mostDerived[0]
            : throw new InvalidOperationException($"The proxy {proxy} implements {mostDerived.Length} grain interfaces; exactly one is expected.");
    }

    private static Func<GrainReferenceShared, IdSpan, GrainReference> CompileConstructor(Type proxy)
    {
        var constructor = proxy.GetConstructor(
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, [typeof(GrainReferenceShared), typeof(IdSpan)])!;
        var shared = Expression.Parameter(typeof(GrainReferenceShared));
        var key = Expression.Parameter(typeof(IdSpan));
        return Expression.Lambda<Func<GrainReferenceShared, IdSpan, GrainReference>>(Expression.New(constructor, shared, key), shared, key).Compile();
    }

    private sealed class Activator(GrainReferenceShared shared, Func<GrainReferenceShared, IdSpan, GrainReference> create) : IGrainReferenceActivator
    {
        public GrainReference CreateReference(GrainId grainId) => create(shared, grainId.Key);
    }
}
