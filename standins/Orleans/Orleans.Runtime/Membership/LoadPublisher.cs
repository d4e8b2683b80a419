using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.Management;

namespace Orleans.Runtime.Membership;

/// <summary>Tells the other silos how loaded this one is.</summary>
internal sealed class LoadPublisher(
    MembershipManager membership,
    ILocalSiloDetails silo,
    MembershipClock clock,
    IOptions<DeploymentLoadPublisherOptions> options,
    IServiceProvider services)
{
    /// <summary>Tells it now and then again and again.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Publish();
        var period = options.Value.DeploymentLoadPublisherRefreshTime;
        if (period <= TimeSpan.Zero || period == TimeSpan.MaxValue)
        {
            return;
        }

        using var timer = new PeriodicTimer(period, clock.Provider);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
            {
                Publish();
            }
        }
        catch (OperationCanceledException)
        {
            // The silo stops.
        }
    }

    private void Publish()
    {
        var statistics = services.GetRequiredService<LocalStatistics>().Get();
        services.GetRequiredService<Placement.ClusterLoad>().Update(silo.SiloAddress, statistics);
        var grains = services.GetRequiredService<IGrainFactory>();
        foreach (var other in membership.ActiveSilos.Where(other => !other.Equals(silo.SiloAddress)))
        {
            SiloControl.Get(grains, other).UpdateLoad(silo.SiloAddress, statistics).AsTask().Ignore();
        }
    }
}
