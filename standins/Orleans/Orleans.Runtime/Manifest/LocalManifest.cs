using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Options;
using Orleans.CodeGeneration;
using Orleans.Configuration;
using Orleans.Metadata;

namespace Orleans.Runtime.Manifest;

/// <summary>What this process knows: grain classes with their properties, and grain interfaces.</summary>
internal sealed class LocalManifest
{
    private readonly Dictionary<GrainType, Type> _classes = [];
    private readonly Dictionary<GrainInterfaceType, Type> _interfaces = [];

    /// <summary>Builds the manifest.</summary>
    public LocalManifest(
        IServiceProvider services,
        GrainNames names,
        IOptions<GrainTypeOptions> types,
        IOptions<LocalManifestOptions> options,
        IEnumerable<IGrainPropertiesProvider> grainProviders,
        IEnumerable<IGrainInterfacePropertiesProvider> interfaceProviders)
    {
        var grains = ImmutableDictionary.CreateBuilder<GrainType, GrainProperties>();
        foreach (var grainClass in options.Value.IncludeClasses ? types.Value.Classes : [])
        {
            var grainType = names.GetGrainType(grainClass);
            if (!_classes.TryAdd(grainType, grainClass))
            {
                throw new OrleansConfigurationException(
                    $"The grain classes {_classes[grainType]} and {grainClass} both have the grain type '{grainType}'. Give one of them a [GrainType] of its own.");
            }

            grains.Add(grainType, new GrainProperties(GetProperties(services, names, grainProviders, grainClass, grainType)));
        }

        var interfaces = ImmutableDictionary.CreateBuilder<GrainInterfaceType, GrainInterfaceProperties>();
        foreach (var grainInterface in types.Value.Interfaces)
        {
            var interfaceType = names.GetInterfaceType(grainInterface);
            _interfaces[interfaceType] = grainInterface;
            interfaces[interfaceType] = new GrainInterfaceProperties(GetProperties(services, interfaceProviders, grainInterface, interfaceType));
        }

        Manifest = new GrainManifest(grains.ToImmutable(), interfaces.ToImmutable());
    }

    /// <summary>Gets the manifest.</summary>
    public GrainManifest Manifest { get; }

    /// <summary>Gets the class of a grain type, or null where this process does not have it.</summary>
    public Type? GetClass(GrainType grainType) => _classes.GetValueOrDefault(grainType);

    /// <summary>Gets the interface of an interface type, or null where this process does not have it.</summary>
    public Type? GetInterface(GrainInterfaceType interfaceType) => _interfaces.GetValueOrDefault(interfaceType);

    private static ImmutableDictionary<string, string> GetProperties(
        IServiceProvider services, GrainNames names, IEnumerable<IGrainPropertiesProvider> providers, Type grainClass, GrainType grainType)
    {
        var properties = new Dictionary<string, string>
        {
            [WellKnownGrainTypeProperties.TypeName] = grainClass.Name,
            [WellKnownGrainTypeProperties.FullTypeName] = grainClass.FullName ?? grainClass.Name,
        };
        foreach (var attribute in grainClass.GetCustomAttributes(inherit: true))
        {
            (attribute as IGrainPropertiesProviderAttribute)?.Populate(services, grainClass, grainType, properties);
        }

        foreach (var provider in providers)
        {
            provider.Populate(grainClass, grainType, properties);
        }

        var index = 0;
        foreach (var implemented in grainClass.GetInterfaces().Where(type => typeof(IAddressable).IsAssignableFrom(type) && IsApplicationInterface(type)))
        {
            var key = WellKnownGrainTypeProperties.ImplementedInterfacePrefix + index++.ToString(CultureInfo.InvariantCulture);
            properties[key] = names.GetInterfaceType(implemented).ToString();
        }

        return properties.ToImmutableDictionary();
    }

    private static ImmutableDictionary<string, string> GetProperties(
        IServiceProvider services, IEnumerable<IGrainInterfacePropertiesProvider> providers, Type grainInterface, GrainInterfaceType interfaceType)
    {
        var properties = new Dictionary<string, string>
        {
            [WellKnownGrainInterfaceProperties.TypeName] = grainInterface.Name,
            [WellKnownGrainInterfaceProperties.Version] =
                (grainInterface.GetCustomAttribute<VersionAttribute>()?.Version ?? 0).ToString(CultureInfo.InvariantCulture),
        };
        foreach (var attribute in grainInterface.GetCustomAttributes(inherit: false))
        {
            (attribute as IGrainInterfacePropertiesProviderAttribute)?.Populate(services, grainInterface, properties);
        }

        foreach (var provider in providers)
        {
            provider.Populate(grainInterface, interfaceType, properties);
        }

        return properties.ToImmutableDictionary();
    }

    private static bool IsApplicationInterface(Type type) =>
        type != typeof(IAddressable)
        && type != typeof(IGrain)
        && type != typeof(IGrainWithStringKey)
        && type != typeof(IGrainWithIntegerKey)
        && type != typeof(IGrainWithGuidKey)
        && type != typeof(IGrainWithIntegerCompoundKey)
        && type != typeof(IGrainWithGuidCompoundKey)
        && type != typeof(ISystemTarget)
        && type != typeof(IGrainExtension);
}
