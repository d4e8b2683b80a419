using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Runtime.Management;
using Orleans.Runtime.Manifest;
using Orleans.Runtime.Messaging;
using Orleans.Runtime.Placement;

namespace Orleans.Runtime.Membership;

/// <summary>Follows the membership: learns manifest and metadata of silos that join, and drops what belongs to silos that are gone.</summary>
internal sealed class ClusterDetails
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestRetryDelay = TimeSpan.FromSeconds(5);
    private readonly MembershipManager _membership;
    private readonly ClusterManifestProvider _manifests;
    private readonly SiloMetadataCache _metadata;
    private readonly ClusterLoad _load;
    private readonly IServiceProvider _services;
    private readonly ILocalSiloDetails _silo;
    private readonly ILogger<ClusterDetails> _logger;
    private readonly HashSet<SiloAddress> _asking = [];

    /// <summary>Initializes the follower.</summary>
    public ClusterDetails(
        MembershipManager membership,
        ClusterManifestProvider manifests,
        SiloMetadataCache metadata,
        ClusterLoad load,
        IServiceProvider services,
        ILocalSiloDetails silo,
        ILogger<ClusterDetails> logger)
    {
        _membership = membership;
        _manifests = manifests;
        _metadata = metadata;
        _load = load;
        _services = services;
        _silo = silo;
        _logger = logger;
        membership.Changed += OnMembershipChanged;
    }

    /// <summary>Waits until the details of all active silos are known, or the token is cancelled.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(Missing().Select(silo => AskAsync(silo, attempts: 3))).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private SiloAddress[] Missing() =>
        [.. _membership.ActiveSilos.Where(silo => !silo.Equals(_silo.SiloAddress) && !_manifests.Current.Silos.ContainsKey(silo))];

    private void OnMembershipChanged(ClusterMembershipSnapshot previous, ClusterMembershipSnapshot current)
    {
        _manifests.Add(_silo.SiloAddress, _manifests.LocalGrainManifest);
        var gone = current.Members.Values.Where(member => member.Status == SiloStatus.Dead).Select(member => member.SiloAddress);
        foreach (var silo in gone.Where(silo => previous.GetSiloStatus(silo) != SiloStatus.Dead))
        {
            _metadata.Remove(silo);
            _services.GetRequiredService<SiloMessageCenter>().OnSiloDead(silo);
        }

        var alive = current.Members.Values.Where(member => !member.Status.IsTerminating()).Select(member => member.SiloAddress).ToHashSet();
        _manifests.Retain(alive);
        _load.Retain(alive);
        foreach (var silo in Missing())
        {
            lock (_asking)
            {
                if (!_asking.Add(silo))
                {
                    continue;
                }
            }

            _ = AskInBackgroundAsync(silo);
        }
    }

    private async Task AskInBackgroundAsync(SiloAddress silo)
    {
        await Task.Yield();
        await AskAsync(silo, int.MaxValue).ConfigureAwait(false);
        lock (_asking)
        {
            _asking.Remove(silo);
        }
    }

    private async Task AskAsync(SiloAddress silo, int attempts)
    {
        var delay = RetryDelay;
        for (var attempt = 1; attempt <= attempts && !_membership.CurrentSnapshot.GetSiloStatus(silo).IsTerminating(); attempt++)
        {
            try
            {
                var details = await SiloControl.Get(_services.GetRequiredService<IGrainFactory>(), silo).GetDetails().ConfigureAwait(false);
                _metadata.Set(silo, details.Metadata);
                _manifests.Add(silo, details.ToManifest());
                return;
            }
            catch (Exception exception)
            {
                MembershipLog.DetailsFailed(_logger, exception, silo);
                await Task.Delay(delay).ConfigureAwait(false);
                delay = delay * 2 < LongestRetryDelay ? delay * 2 : LongestRetryDelay;
            }
        }
    }
}
