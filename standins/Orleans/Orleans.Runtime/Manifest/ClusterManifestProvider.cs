using System.Collections.Immutable;
using Orleans.Metadata;
using Orleans.Runtime.Utilities;

namespace Orleans.Runtime.Manifest;

/// <summary>The manifests of all silos that this process knows of.</summary>
internal sealed class ClusterManifestProvider : IClusterManifestProvider
{
    private readonly AsyncBroadcast<ClusterManifest> _updates;
    private readonly object _lock = new();

    /// <summary>Initializes the provider with the manifest of this process only.</summary>
    public ClusterManifestProvider(LocalManifest local)
    {
        LocalGrainManifest = local.Manifest;
        Current = new ClusterManifest(new MajorMinorVersion(0, 0), ImmutableDictionary<SiloAddress, GrainManifest>.Empty, [local.Manifest]);
        _updates = new AsyncBroadcast<ClusterManifest>(Current);
    }

    /// <inheritdoc/>
    public ClusterManifest Current { get; private set; }

    /// <inheritdoc/>
    public GrainManifest LocalGrainManifest { get; }

    /// <inheritdoc/>
    public IAsyncEnumerable<ClusterManifest> Updates => _updates;

    /// <summary>Raised after <see cref="Current"/> has changed.</summary>
    public event Action? Changed;

    /// <summary>Adds the manifest of a silo.</summary>
    public void Add(SiloAddress silo, GrainManifest manifest) => Update(silos => silos.SetItem(silo, manifest));

    /// <summary>Removes all silos but the given ones.</summary>
    public void Retain(IReadOnlySet<SiloAddress> alive) => Update(silos => silos.RemoveRange(silos.Keys.Where(silo => !alive.Contains(silo))));

    /// <summary>Takes over the manifests that another process knows.</summary>
    public void Replace(ImmutableDictionary<SiloAddress, GrainManifest> silos) => Update(_ => silos);

    private void Update(Func<ImmutableDictionary<SiloAddress, GrainManifest>, ImmutableDictionary<SiloAddress, GrainManifest>> change)
    {
        lock (_lock)
        {
            var silos = change(Current.Silos);
            if (ReferenceEquals(silos, Current.Silos))
            {
                return;
            }

            Current = new ClusterManifest(
                new MajorMinorVersion(Current.Version.Major, Current.Version.Minor + 1), silos, [LocalGrainManifest, .. silos.Values]);
            _updates.Publish(Current);
        }

        Changed?.Invoke();
    }
}
