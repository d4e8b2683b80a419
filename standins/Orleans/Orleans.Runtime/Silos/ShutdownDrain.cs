using Microsoft.Extensions.Logging;
using Orleans.Runtime.Management;
using Orleans.Runtime.Membership;
using Orleans.Runtime.Messaging;

namespace Orleans.Runtime.Silos;

/// <summary>
/// The end of a graceful stop, after the last activation: no other silo may be left waiting for this one when it declares itself dead,
/// for whoever then waits gets an error.
/// </summary>
internal sealed class ShutdownDrain(
    Gateway gateway, MembershipManager membership, ILocalSiloDetails silo, IGrainFactory grains, ILogger<ShutdownDrain> logger)
{
    private static readonly TimeSpan PollPeriod = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan FarewellLimit = TimeSpan.FromSeconds(2);

    /// <summary>Waits until no client is connected any more and no other silo waits for this one, or the token is cancelled.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return;
        }

        try
        {
            await Task.WhenAll(Others().Select(other => WaitForAsync(other, cancellationToken)).Append(gateway.DrainAsync(cancellationToken)))
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            SiloLog.DrainGivenUp(logger, silo.SiloAddress, gateway.ClientCount);
        }
    }

    /// <summary>Makes the other silos learn that this one is dead now, so that none of them finds out by waiting in vain.</summary>
    public async Task SayFarewellAsync()
    {
        var version = membership.CurrentSnapshot.Version;
        try
        {
            await Task.WhenAll(Others().Select(other => Control(other).CountCallsTo(silo.SiloAddress, version).AsTask())).WaitAsync(FarewellLimit).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException)
        {
            // Expected: a silo that hears of a death closes its connections with the dead, and the answer is lost with them.
        }
    }

    private async Task WaitForAsync(SiloAddress other, CancellationToken cancellationToken)
    {
        try
        {
            // Asked with the version in which this silo is leaving: the other sends nothing more here once it knows that.
            while (await Control(other).CountCallsTo(silo.SiloAddress, membership.CurrentSnapshot.Version).AsTask().WaitAsync(cancellationToken).ConfigureAwait(false) > 0)
            {
                await Task.Delay(PollPeriod, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException)
        {
            SiloLog.DrainUnknown(logger, exception, other);
        }
    }

    private SiloAddress[] Others() =>
    [
        .. membership.CurrentSnapshot.Members.Values
            .Where(member => member.Status is SiloStatus.Active or SiloStatus.ShuttingDown && !member.SiloAddress.Equals(silo.SiloAddress))
            .Select(member => member.SiloAddress),
    ];

    private ISiloControl Control(SiloAddress other) => SiloControl.Get(grains, other);
}
