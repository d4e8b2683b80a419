using Orleans.Configuration;

namespace Orleans.Runtime.Membership;

/// <summary>
/// The timeout of probes of one silo, from the response times measured so far: smoothed mean and deviation as RFC 6298 computes them for the
/// retransmission timer of TCP, within the configured bounds.
/// </summary>
internal sealed class ProbeTimeoutEstimate(ClusterMembershipOptions options)
{
    private const int SamplesNeeded = 5;
    private int _samples;
    private double _mean;
    private double _deviation;

    /// <summary>Gets the timeout.</summary>
    public TimeSpan Timeout => _samples < SamplesNeeded ? Clamp(options.ProbeTimeout) : Clamp(TimeSpan.FromSeconds(_mean + (4 * _deviation)));

    /// <summary>Takes a measured response time.</summary>
    public void Add(TimeSpan responseTime)
    {
        var seconds = responseTime.TotalSeconds;
        if (_samples++ == 0)
        {
            (_mean, _deviation) = (seconds, seconds / 2);
            return;
        }

        _deviation = (0.75 * _deviation) + (0.25 * Math.Abs(_mean - seconds));
        _mean = (0.875 * _mean) + (0.125 * seconds);
    }

    /// <summary>Returns a timeout that gives a slow silo more time.</summary>
    /// <param name="delay">How late the threads of this silo were lately.</param>
    public TimeSpan Extend(TimeSpan delay) => options.ExtendProbeTimeoutDuringDegradation ? Clamp(Timeout + (delay * 2)) : Timeout;

    private TimeSpan Clamp(TimeSpan timeout) =>
        timeout < options.MinProbeTimeout ? options.MinProbeTimeout : timeout > options.MaxProbeTimeout ? options.MaxProbeTimeout : timeout;
}
