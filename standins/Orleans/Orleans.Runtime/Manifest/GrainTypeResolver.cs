using System.Collections.Concurrent;
using Orleans.Metadata;

namespace Orleans.Runtime.Manifest;

/// <summary>Finds the grain type that implements an interface, and the properties of grain types, in the manifests of the cluster.</summary>
internal sealed class GrainTypeResolver
{
    private readonly ClusterManifestProvider _manifests;
    private readonly ConcurrentDictionary<(GrainInterfaceType, string?), GrainType> _byInterface = new();
    private readonly ConcurrentDictionary<GrainType, GrainProperties> _properties = new();

    /// <summary>Initializes the resolver.</summary>
    public GrainTypeResolver(ClusterManifestProvider manifests)
    {
        _manifests = manifests;
        manifests.Changed += () =>
        {
            _byInterface.Clear();
            _properties.Clear();
        };
    }

    /// <summary>Gets the grain type for an interface.</summary>
    /// <param name="interfaceType">The interface.</param>
    /// <param name="classNamePrefix">The beginning of the full name of the class where several implement the interface, or null.</param>
    /// <exception cref="ArgumentException">No grain type, or more than one, implements the interface.</exception>
    public GrainType GetGrainType(GrainInterfaceType interfaceType, string? classNamePrefix) =>
        _byInterface.TryGetValue((interfaceType, classNamePrefix), out var grainType)
            ? grainType
            : _byInterface.GetOrAdd((interfaceType, classNamePrefix), static (key, self) => self.Resolve(key.Item1, key.Item2), this);

    /// <summary>Gets the properties of a grain type, or null where no silo knows it.</summary>
    public GrainProperties? GetProperties(GrainType grainType)
    {
        if (_properties.TryGetValue(grainType, out var known))
        {
            return known;
        }

        var definition = GenericNames.GetDefinition(grainType);
        foreach (var manifest in _manifests.Current.AllGrainManifests)
        {
            if (manifest.Grains.TryGetValue(definition, out var properties))
            {
                return _properties.GetOrAdd(grainType, properties);
            }
        }

        return null;
    }

    private GrainType Resolve(GrainInterfaceType interfaceType, string? prefix)
    {
        var (definition, arguments) = GenericNames.Split(interfaceType.ToString()!);
        if (arguments.Length > 0 && FindCandidates(interfaceType).Count == 0)
        {
            // A generic class with the same arguments implements the interface.
            return GrainType.Create(Resolve(GrainInterfaceType.Create(definition), prefix).ToString() + arguments);
        }

        var candidates = FindCandidates(interfaceType);
        var name = interfaceType.ToString();
        var ofInterface = _manifests.Current.AllGrainManifests
            .Select(manifest => manifest.Interfaces.GetValueOrDefault(interfaceType)).FirstOrDefault(properties => properties is not null);
        if (string.IsNullOrEmpty(prefix) && ofInterface?.Properties.GetValueOrDefault(WellKnownGrainInterfaceProperties.DefaultGrainType) is { } primary)
        {
            return GrainType.Create(primary);
        }

        var matching = string.IsNullOrEmpty(prefix)
            ? candidates
            : candidates.Where(candidate => FullName(candidate.Value).StartsWith(prefix, StringComparison.Ordinal)).ToDictionary();
        if (matching.Count > 1)
        {
            var exact = matching.Where(candidate => FullName(candidate.Value) == prefix || IsNamedAfter(candidate.Value, ofInterface)).ToDictionary();
            matching = exact.Count == 1 ? exact : matching;
        }

        return matching.Count switch
        {
            1 => matching.Keys.Single(),
            0 => throw new ArgumentException(
                $"Could not find an implementation for interface {name}{(string.IsNullOrEmpty(prefix) ? string.Empty : $" whose class name starts with '{prefix}'")}. Known to the cluster: {_manifests.Current.Silos.Count} silos."),
            _ => throw new ArgumentException(
                $"Unable to identify a single appropriate grain type for interface {name}. Candidates: {string.Join(", ", matching.Keys)}. Name the class with grainClassNamePrefix, or mark the interface with [DefaultGrainType]."),
        };
    }

    private Dictionary<GrainType, GrainProperties> FindCandidates(GrainInterfaceType interfaceType)
    {
        var name = interfaceType.ToString();
        var candidates = new Dictionary<GrainType, GrainProperties>();
        foreach (var manifest in _manifests.Current.AllGrainManifests)
        {
            foreach (var (grainType, properties) in manifest.Grains)
            {
                if (properties.Properties.Any(property =>
                    property.Key.StartsWith(WellKnownGrainTypeProperties.ImplementedInterfacePrefix, StringComparison.Ordinal) && property.Value == name))
                {
                    candidates[grainType] = properties;
                }
            }
        }

        return candidates;
    }

    private static string FullName(GrainProperties properties) =>
        properties.Properties.GetValueOrDefault(WellKnownGrainTypeProperties.FullTypeName) ?? string.Empty;

    private static bool IsNamedAfter(GrainProperties grain, GrainInterfaceProperties? ofInterface) =>
        ofInterface?.Properties.GetValueOrDefault(WellKnownGrainInterfaceProperties.TypeName) is { Length: > 1 } name
        && name[0] == 'I'
        && grain.Properties.GetValueOrDefault(WellKnownGrainTypeProperties.TypeName) == name[1..];
}
