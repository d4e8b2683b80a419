namespace Orleans.Serialization.Configuration;

/// <summary>What generated code has to offer: codecs, proxies, interfaces and grain classes.</summary>
public sealed class TypeManifestOptions
{
    /// <summary>Generated codecs.</summary>
    public HashSet<Type> Serializers { get; } = [];

    /// <summary>Converters to and from surrogates.</summary>
    public HashSet<Type> Converters { get; } = [];

    /// <summary>Generated classes that implement grain interfaces by sending requests.</summary>
    public HashSet<Type> InterfaceProxies { get; } = [];

    /// <summary>Grain interfaces.</summary>
    public HashSet<Type> Interfaces { get; } = [];

    /// <summary>Grain classes.</summary>
    public HashSet<Type> InterfaceImplementations { get; } = [];

    internal HashSet<Type> AllowedTypeSet { get; } = [];

    /// <summary>Types by the names that they have on the wire.</summary>
    public Dictionary<string, Type> WellKnownTypeAliases { get; } = new(StringComparer.Ordinal);

    /// <summary>Lets a type without generated code be named in data, such as an exception or an enumeration of another library.</summary>
    public void AddAllowedType(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        AllowedTypeSet.Add(type);
    }
}
