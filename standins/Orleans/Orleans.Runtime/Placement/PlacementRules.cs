using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Metadata;
using Orleans.Placement;
using Orleans.Runtime.Manifest;

namespace Orleans.Runtime.Placement;

/// <summary>Finds the placement strategy and the filters of a grain type by their names in the manifest.</summary>
internal sealed class PlacementRules
{
    private readonly ConcurrentDictionary<GrainType, (PlacementStrategy Strategy, PlacementFilterStrategy[] Filters)> _rules = new();
    private readonly IServiceProvider _services;
    private readonly GrainTypeResolver _grainTypes;

    /// <summary>Initializes the rules.</summary>
    public PlacementRules(IServiceProvider services, GrainTypeResolver grainTypes, ClusterManifestProvider manifests)
    {
        _services = services;
        _grainTypes = grainTypes;
        manifests.Changed += _rules.Clear;
    }

    /// <summary>Gets the strategy and the filters of a grain type.</summary>
    /// <exception cref="ArgumentException">No silo knows the grain type.</exception>
    public (PlacementStrategy Strategy, PlacementFilterStrategy[] Filters) Get(GrainType grainType) =>
        _rules.TryGetValue(grainType, out var known) ? known : _rules.GetOrAdd(grainType, Resolve);

    private (PlacementStrategy Strategy, PlacementFilterStrategy[] Filters) Resolve(GrainType grainType)
    {
        var properties = _grainTypes.GetProperties(grainType)
            ?? throw new ArgumentException($"No silo of the cluster has a grain class for the grain type '{grainType}'.");
        return (GetStrategy(properties), GetFilters(grainType, properties));
    }

    private PlacementStrategy GetStrategy(GrainProperties properties)
    {
        if (!properties.Properties.TryGetValue(WellKnownGrainTypeProperties.PlacementStrategy, out var name) || string.IsNullOrEmpty(name))
        {
            return _services.GetRequiredService<PlacementStrategy>();
        }

        var strategy = _services.GetKeyedService<PlacementStrategy>(name)
            ?? throw new KeyNotFoundException($"The placement strategy '{name}' is not registered. Register it with AddPlacementDirector in every silo.");
        strategy.Initialize(properties);
        return strategy;
    }

    private PlacementFilterStrategy[] GetFilters(GrainType grainType, GrainProperties properties)
    {
        if (!properties.Properties.TryGetValue(WellKnownGrainTypeProperties.PlacementFilter, out var names) || string.IsNullOrEmpty(names))
        {
            return [];
        }

        var filters = names.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(name =>
        {
            var filter = _services.GetKeyedService<PlacementFilterStrategy>(name)
                ?? throw new KeyNotFoundException($"The placement filter '{name}' is not registered. Register it with AddPlacementFilter in every silo.");
            filter.Initialize(properties);
            return filter;
        }).OrderBy(filter => filter.Order).ToArray();
        return filters.Select(filter => filter.Order).Distinct().Count() == filters.Length
            ? filters
            : throw new InvalidOperationException(
                $"The placement filters of the grain type '{grainType}' must have different orders: {string.Join(", ", filters.Select(filter => $"{filter.GetType().Name}={filter.Order}"))}.");
    }
}
