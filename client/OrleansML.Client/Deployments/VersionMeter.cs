using OrleansML.Deployments;

namespace OrleansML.Client;

/// <summary>Counts the requests of one version. Safe to use from several threads, no locks.</summary>
internal sealed class VersionMeter(int version)
{
    private readonly long[] _answered = new long[LatencyBuckets.Count];
    private long _failed;

    public int Version => version;

    public void Answer(TimeSpan taken) => Interlocked.Increment(ref _answered[LatencyBuckets.IndexOf(taken)]);

    public void Fail() => Interlocked.Increment(ref _failed);

    public VersionCounts Read()
    {
        var answered = new long[_answered.Length];
        for (var bucket = 0; bucket < answered.Length; bucket++)
            answered[bucket] = Volatile.Read(ref _answered[bucket]);
        return new VersionCounts { Version = version, Failed = Volatile.Read(ref _failed), Answered = answered };
    }
}
