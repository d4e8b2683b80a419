using Orleans.Runtime.Membership;

namespace OrleansML.Conformance.Membership;

internal sealed class FakeHealth : ILocalHealth
{
    public event Action<TimeSpan>? Resumed;

    public TimeSpan Delay { get; set; }

    public bool IsRunning { get; set; }

    public long LastBeat { get; set; }

    public void Resume(TimeSpan stall) => Resumed?.Invoke(stall);

    public TimeSpan GetLongestDelay(TimeSpan within) => Delay;
}
