using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Placement;
using Orleans.Runtime.Manifest;
using Orleans.Runtime.Membership;

namespace Orleans.Runtime.Placement;

/// <summary>Chooses the silo for a new activation: compatible silos, then filters, then the director of the strategy.</summary>
internal sealed class PlacementService(
    IServiceProvider services,
    PlacementRules rules,
    ClusterManifestProvider manifests,
    MembershipManager membership,
    ILocalSiloDetails silo,
    IOptions<SiloMessagingOptions> options) : IPlacementContext
{
    /// <inheritdoc/>
    public SiloAddress LocalSilo => silo.SiloAddress;

    /// <inheritdoc/>
    public SiloStatus LocalSiloStatus => membership.CurrentStatus;

    /// <summary>Chooses a silo.</summary>
    /// <exception cref="OrleansException">No silo is compatible with the grain.</exception>
    public Task<SiloAddress> PlaceAsync(PlacementTarget target)
    {
        var strategy = rules.Get(target.GrainIdentity.Type).Strategy;
        var director = services.GetKeyedService<IPlacementDirector>(strategy.GetType())
            ?? throw new KeyNotFoundException($"The placement strategy {strategy.GetType()} has no director. Register it with AddPlacementDirector.");
        return director.OnAddActivation(strategy, target, this);
    }

    /// <inheritdoc/>
    public SiloAddress[] GetCompatibleSilos(PlacementTarget target)
    {
        var grainType = target.GrainIdentity.Type;
        var candidates = GetHosts(grainType);
        if (!options.Value.AssumeHomogenousSilosForTesting)
        {
            foreach (var filter in rules.Get(grainType).Filters)
            {
                candidates = GetDirector(filter).Filter(filter, target, candidates);
            }
        }

        SiloAddress[] compatible = [.. candidates];
        return compatible.Length > 0
            ? compatible
            : throw new OrleansException(
                $"No active nodes are compatible with grain {grainType} and interface {target.InterfaceType} version {target.InterfaceVersion}. Active silos: {string.Join(", ", membership.ActiveSilos)}; silos with the grain class that passed no filter: {string.Join(", ", GetHosts(grainType))}.");
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<ushort, SiloAddress[]> GetCompatibleSilosWithVersions(PlacementTarget target) =>
        new Dictionary<ushort, SiloAddress[]> { [target.InterfaceVersion] = GetCompatibleSilos(target) };

    private IEnumerable<SiloAddress> GetHosts(GrainType grainType)
    {
        var definition = GenericNames.GetDefinition(grainType);
        var known = manifests.Current.Silos;
        var active = membership.ActiveSilos.ToList();
        if (active.Count == 0 && !membership.CurrentStatus.IsTerminating())
        {
            // Before the first silo is active, its own startup code may already call grains.
            active.Add(silo.SiloAddress);
        }

        return active.Where(candidate => options.Value.AssumeHomogenousSilosForTesting
            || (candidate.Equals(silo.SiloAddress) ? manifests.LocalGrainManifest : known.GetValueOrDefault(candidate))?.Grains.ContainsKey(definition) == true);
    }

    private IPlacementFilterDirector GetDirector(PlacementFilterStrategy filter) =>
        services.GetKeyedService<IPlacementFilterDirector>(filter.GetType())
        ?? throw new KeyNotFoundException($"The placement filter {filter.GetType()} has no director. Register it with AddPlacementFilter in every silo.");
}
