using Orleans.Runtime.Messaging;

namespace Orleans.Runtime.Membership;

/// <summary>Answers what other silos ask about the membership.</summary>
internal sealed class MembershipTarget(MembershipManager membership, IProber prober, ILocalHealth health, MembershipInstruments instruments) : IMembershipTarget
{
    /// <summary>The type of the system target.</summary>
    public static readonly GrainType TargetType = SystemTargets.CreateType("membership");

    /// <summary>Gets a reference to the target of a silo.</summary>
    public static IMembershipTarget Get(IGrainFactory grains, SiloAddress silo) =>
        grains.GetGrain<IMembershipTarget>(SystemTargets.Create(TargetType, silo));

    /// <inheritdoc/>
    public ValueTask Ping()
    {
        instruments.PingsReceived.Add(1);
        return default;
    }

    /// <inheritdoc/>
    public async ValueTask<WitnessReport> PingOther(SiloAddress silo, TimeSpan timeout)
    {
        var failure = await prober.PingAsync(silo, timeout, CancellationToken.None);
        return new WitnessReport(failure is null, health.GetLongestDelay(timeout) < timeout / 2, failure?.Message);
    }

    /// <inheritdoc/>
    public async ValueTask MembershipChanged(long version)
    {
        if (membership.CurrentSnapshot.Version.Value < version)
        {
            await membership.RefreshAsync();
        }
    }
}
