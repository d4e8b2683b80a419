using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.Messaging;

namespace Orleans.Runtime.Membership;

/// <summary>Probes silos with messages, over the connections that all other messages use.</summary>
internal sealed class Prober(
    IServiceProvider services,
    ILocalSiloDetails self,
    MembershipManager membership,
    SiloConnections connections,
    MembershipClock clock,
    MembershipInstruments instruments) : IProber
{
    /// <inheritdoc/>
    public event Action<SiloAddress>? ConnectionLost
    {
        add => connections.ConnectionLost += value;
        remove => connections.ConnectionLost -= value;
    }

    /// <summary>Returns whether a failure means that nobody listens at the endpoint any more, and not just that no answer came.</summary>
    public static bool IsRefusal(Exception? failure)
    {
        for (var exception = failure; exception is not null; exception = exception.InnerException)
        {
            if (exception is SocketException { SocketErrorCode: SocketError.ConnectionRefused })
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public async Task<Exception?> PingAsync(SiloAddress silo, TimeSpan timeout, CancellationToken cancellationToken)
    {
        instruments.PingsSent.Add(1);
        try
        {
            await MembershipTarget.Get(Grains(), silo).Ping().AsTask().WaitAsync(timeout, clock.Provider, cancellationToken).ConfigureAwait(false);
            instruments.PingRepliesReceived.Add(1);
            return null;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            instruments.PingRepliesMissed.Add(1);
            if (exception.Message.Contains($"{self.SiloAddress} {SiloConnections.DeclaredDead}", StringComparison.Ordinal))
            {
                // The table would say the same, but it may be out of reach, for instance behind a silo that refuses this one.
                membership.DeclareSelfDead($"{silo} refuses its connections for that reason");
            }

            return exception is TimeoutException ? new TimeoutException($"{silo} did not answer within {timeout}.", exception) : exception;
        }
    }

    /// <inheritdoc/>
    public async Task<WitnessReport?> PingThroughAsync(
        SiloAddress witness, SiloAddress silo, TimeSpan timeout, TimeSpan patience, CancellationToken cancellationToken)
    {
        try
        {
            return await MembershipTarget.Get(Grains(), witness).PingOther(silo, timeout).AsTask()
                .WaitAsync(patience, clock.Provider, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The witness is probed by itself; here it only matters that it said nothing.
            return null;
        }
    }

    /// <inheritdoc/>
    public bool WasHeardOf(SiloAddress silo, TimeSpan within) =>
        connections.GetLastReceived(silo) is { } received && Environment.TickCount64 - received < within.TotalMilliseconds;

    private IGrainFactory Grains() => services.GetRequiredService<IGrainFactory>();
}
