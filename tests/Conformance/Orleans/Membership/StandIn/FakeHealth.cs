using Orleans.Runtime.Membership;

namespace OrleansML.Conformance.Membership;

internal sealed class FakeHealth : ILocalHealth
{
    public TimeSpan Delay { get; set; }

    public TimeSpan GetLongestDelay(TimeSpan within) => Delay;
}
