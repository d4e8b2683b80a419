using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.GrainDirectory;
using Orleans.Metadata;
using Orleans.Runtime.Manifest;
using Orleans.Runtime.Membership;

namespace Orleans.Runtime.Directory;

/// <summary>The directories that providers keep outside of the silos, by name, and which grain types are registered in which.</summary>
internal sealed class NamedDirectories
{
    private readonly Dictionary<string, IGrainDirectory> _directories;
    private readonly ConcurrentDictionary<GrainType, IGrainDirectory?> _byType = new();
    private readonly GrainTypeResolver _grainTypes;
    private readonly MembershipManager _membership;
    private readonly ILogger<NamedDirectories> _logger;

    /// <summary>Initializes the directories.</summary>
    public NamedDirectories(
        IServiceProvider services,
        IEnumerable<NamedDirectory> names,
        GrainTypeResolver grainTypes,
        ClusterManifestProvider manifests,
        MembershipManager membership,
        ILogger<NamedDirectories> logger)
    {
        _directories = names.Select(named => named.Name).Distinct(StringComparer.Ordinal)
            .ToDictionary(name => name, name => services.GetRequiredKeyedService<IGrainDirectory>(name), StringComparer.Ordinal);
        _grainTypes = grainTypes;
        _membership = membership;
        _logger = logger;
        manifests.Changed += _byType.Clear;
        membership.Changed += OnMembershipChanged;
    }

    /// <summary>Gets the directory of a grain type, or null where it is the one that the silos keep themselves.</summary>
    /// <exception cref="KeyNotFoundException">The grain class names a directory that is not registered.</exception>
    public IGrainDirectory? Get(GrainType grainType) => _byType.TryGetValue(grainType, out var known) ? known : _byType.GetOrAdd(grainType, Resolve);

    /// <summary>Finds the activation of a grain; an entry of a dead silo is removed.</summary>
    public async ValueTask<GrainAddress?> LookupAsync(IGrainDirectory directory, GrainId grainId)
    {
        var address = await directory.Lookup(grainId).ConfigureAwait(false);
        if (address is null || !IsOfDeadSilo(address))
        {
            return address;
        }

        await directory.Unregister(address).ConfigureAwait(false);
        return null;
    }

    /// <summary>Registers an activation; an entry of a dead silo is replaced. Returns which is registered now.</summary>
    public async ValueTask<GrainAddress> RegisterAsync(IGrainDirectory directory, GrainAddress address, GrainAddress? previous)
    {
        var versioned = new GrainAddress
        {
            GrainId = address.GrainId,
            ActivationId = address.ActivationId,
            SiloAddress = address.SiloAddress,
            MembershipVersion = _membership.CurrentSnapshot.Version,
        };
        var registered = await directory.Register(versioned, previous).ConfigureAwait(false);
        if (registered is not null && IsOfDeadSilo(registered))
        {
            registered = await directory.Register(versioned, registered).ConfigureAwait(false);
        }

        return registered ?? throw new OrleansException($"{directory.GetType()} did not register {address}.");
    }

    private bool IsOfDeadSilo(GrainAddress address)
    {
        if (address.SiloAddress is not { } silo)
        {
            return true;
        }

        // A silo that is not in the table, although the entry is not newer than what this silo knows, has been there and is gone.
        var snapshot = _membership.CurrentSnapshot;
        var status = snapshot.GetSiloStatus(silo);
        return status == SiloStatus.Dead
            || (status == SiloStatus.None && address.MembershipVersion != MembershipVersion.MinValue && address.MembershipVersion <= snapshot.Version);
    }

    private IGrainDirectory? Resolve(GrainType grainType)
    {
        if (_grainTypes.GetProperties(grainType)?.Properties.GetValueOrDefault(WellKnownGrainTypeProperties.GrainDirectory) is { } name
            && !string.IsNullOrWhiteSpace(name))
        {
            return _directories.GetValueOrDefault(name) ?? throw new KeyNotFoundException(
                $"The grain type '{grainType}' is registered in the grain directory '{name}', which this silo does not have. Add it under that name in every silo.");
        }

        return _directories.GetValueOrDefault(GrainDirectoryAttribute.DEFAULT_GRAIN_DIRECTORY);
    }

    private void OnMembershipChanged(ClusterMembershipSnapshot previous, ClusterMembershipSnapshot current)
    {
        if (_directories.Count == 0)
        {
            return;
        }

        var dead = current.CreateUpdate(previous).Changes.Where(member => member.Status == SiloStatus.Dead).Select(member => member.SiloAddress).ToList();
        if (dead.Count > 0)
        {
            _ = Task.Run(() => Task.WhenAll(_directories.Select(pair => ForgetAsync(pair.Key, pair.Value, dead))));
        }
    }

    private async Task ForgetAsync(string name, IGrainDirectory directory, List<SiloAddress> dead)
    {
        try
        {
            await directory.UnregisterSilos(dead).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            DirectoryLog.CleanupFailed(_logger, exception, name, string.Join(", ", dead));
        }
    }
}
