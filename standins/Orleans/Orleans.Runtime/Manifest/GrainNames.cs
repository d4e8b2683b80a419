using System.Reflection;
using Orleans.Metadata;

namespace Orleans.Runtime.Manifest;

/// <summary>Names grain classes and grain interfaces: by attribute, else by convention.</summary>
internal sealed class GrainNames(IServiceProvider services, GenericNames generics)
{
    private const string GrainSuffix = "grain";

    /// <summary>Gets the grain type of a class: the one of its attribute, else the class name in lower case without the suffix "grain".</summary>
    public GrainType GetGrainType(Type grainClass)
    {
        foreach (var attribute in grainClass.GetCustomAttributes(inherit: false))
        {
            if (attribute is IGrainTypeProviderAttribute provider)
            {
                return provider.GetGrainType(services, grainClass);
            }
        }

        var name = grainClass.Name.ToLowerInvariant();
        var arity = string.Empty;
        if (name.IndexOf('`', StringComparison.Ordinal) is var tick and >= 0)
        {
            arity = name[tick..];
            name = name[..tick];
        }

        if (name.Length > GrainSuffix.Length && name.EndsWith(GrainSuffix, StringComparison.Ordinal))
        {
            name = name[..^GrainSuffix.Length];
        }

        return GrainType.Create(name + arity);
    }

    /// <summary>Gets the type of an interface: the one of its attribute, else its alias, else its full name.</summary>
    public GrainInterfaceType GetInterfaceType(Type grainInterface)
    {
        if (grainInterface.IsConstructedGenericType)
        {
            var definition = GetInterfaceType(grainInterface.GetGenericTypeDefinition());
            return grainInterface.ContainsGenericParameters
                ? definition
                : GrainInterfaceType.Create(definition.ToString() + generics.FormatArguments(grainInterface));
        }

        foreach (var attribute in grainInterface.GetCustomAttributes(inherit: false))
        {
            if (attribute is IGrainInterfaceTypeProviderAttribute provider)
            {
                return provider.GetGrainInterfaceType(services, grainInterface);
            }
        }

        if (grainInterface.GetCustomAttribute<AliasAttribute>() is { } alias)
        {
            return GrainInterfaceType.Create(alias.Alias);
        }

        return GrainInterfaceType.Create(grainInterface.FullName ?? grainInterface.Name);
    }
}
