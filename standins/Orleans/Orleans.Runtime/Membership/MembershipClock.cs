using Orleans.Runtime.Activations;

namespace Orleans.Runtime.Membership;

/// <summary>The clock of the membership protocol.</summary>
internal sealed class MembershipClock(IServiceProvider services)
{
    /// <summary>Gets the time provider.</summary>
    public TimeProvider Provider { get; } = Clocks.Get(services, TimeProviderNames.Membership);

    /// <summary>Gets the time.</summary>
    public DateTime UtcNow => Provider.GetUtcNow().UtcDateTime;
}
