using OrleansML.Models;
using OrleansML.Registry;

namespace OrleansML.Client;

/// <summary>The replicas of one version, as of one snapshot, the calls under way from here to each, and which of them fail.</summary>
internal sealed class ModelRoute
{
    private const int SlowMicroseconds = 10_000;

    private readonly int[] _inFlight;
    private readonly ReplicaBreaker[] _breakers;
    private readonly Func<int, int> _random;

    // Slow until the first answers say otherwise.
    private int _typicalMicroseconds = SlowMicroseconds;

    public ModelRoute(IGrainFactory grains, ServingSnapshot snapshot, ModelVersion version, CallRetries retries, Func<int, int> random)
    {
        Snapshot = snapshot;
        Version = version;
        _random = random;
        _inFlight = new int[version.Description.Replicas];
        _breakers = new ReplicaBreaker[version.Description.Replicas];
        Replicas = new IModelGrain[version.Description.Replicas];
        for (var replica = 0; replica < Replicas.Length; replica++)
        {
            var key = new ModelKey(version.Description.Pool, snapshot.Model, version.Version, replica);
            Replicas[replica] = grains.GetGrain<IModelGrain>(key.ToString());
            _breakers[replica] = new ReplicaBreaker(retries.Options, retries.Time);
        }
    }

    public ServingSnapshot Snapshot { get; }

    public ModelVersion Version { get; }

    public IModelGrain[] Replicas { get; }

    /// <summary>Moving average of the time from arrival at a replica to the answer.</summary>
    public TimeSpan Typical => TimeSpan.FromMicroseconds(Volatile.Read(ref _typicalMicroseconds));

    /// <summary>
    /// Whether a cancellation is worth sending: carrying a token makes a call several microseconds dearer, and an answer that takes less than
    /// 10 ms is there before the cancellation could save anything.
    /// </summary>
    public bool IsSlow => Volatile.Read(ref _typicalMicroseconds) >= SlowMicroseconds;

    /// <summary>Picks the less busy of two replicas drawn at random (Mitzenmacher, "The Power of Two Choices", 2001), around those that fail.</summary>
    public int Enter()
    {
        var chosen = 0;
        if (Replicas.Length > 1)
        {
            var first = _random(Replicas.Length);
            var second = (first + 1 + _random(Replicas.Length - 1)) % Replicas.Length;
            chosen = Volatile.Read(ref _inFlight[first]) <= Volatile.Read(ref _inFlight[second]) ? first : second;
            if (!_breakers[chosen].TryPass())
                chosen = ChooseAround(0);
        }

        Interlocked.Increment(ref _inFlight[chosen]);
        return chosen;
    }

    /// <summary>Picks a replica that was not asked yet for the same request, as far as there is one.</summary>
    /// <param name="asked">Replicas asked before, as bits.</param>
    public int EnterAnother(ulong asked)
    {
        var chosen = Replicas.Length > 1 ? ChooseAround(asked) : 0;
        Interlocked.Increment(ref _inFlight[chosen]);
        return chosen;
    }

    /// <summary>Ends a call.</summary>
    /// <param name="replica">What <see cref="Enter"/> gave.</param>
    /// <param name="failed">Whether it speaks against the replica; null when it was given up.</param>
    public void Exit(int replica, bool? failed)
    {
        Interlocked.Decrement(ref _inFlight[replica]);
        if (failed is true)
            _breakers[replica].Fail();
        else if (failed is false && !_breakers[replica].IsClosed)
            _breakers[replica].Close();
    }

    /// <summary>
    /// Takes the time of an answer into the moving average over about the last eight. Attempts that were given up do not count: those to a silo
    /// that hangs are many at once, and would make all that follow wait for it.
    /// </summary>
    public void Observe(PredictReply reply)
    {
        var taken = (long)reply.QueueMicroseconds + reply.ComputeMicroseconds;
        var typical = Volatile.Read(ref _typicalMicroseconds);
        Volatile.Write(ref _typicalMicroseconds, (int)Math.Min(typical + ((taken - typical) / 8), int.MaxValue));
    }

    // Best are replicas that answer and were not asked; then one whose time to be probed has come; then one that was asked before. When all
    // fail, none is left out.
    private int ChooseAround(ulong asked)
    {
        var start = _random(Replicas.Length);
        var probe = -1;
        if (LeastBusy(start, replica => !IsAsked(asked, replica) && _breakers[replica].IsClosed) is var fresh and >= 0)
            return fresh;

        for (var offset = 0; offset < Replicas.Length && probe < 0; offset++)
        {
            var replica = (start + offset) % Replicas.Length;
            if (!IsAsked(asked, replica) && _breakers[replica].TryPass())
                probe = replica;
        }

        if (probe >= 0)
            return probe;
        if (LeastBusy(start, replica => _breakers[replica].IsClosed) is var again and >= 0)
            return again;
        if (LeastBusy(start, replica => !IsAsked(asked, replica)) is var failing and >= 0)
            return failing;
        return LeastBusy(start, static _ => true);
    }

    private int LeastBusy(int start, Func<int, bool> condition)
    {
        var best = -1;
        for (var offset = 0; offset < Replicas.Length; offset++)
        {
            var replica = (start + offset) % Replicas.Length;
            if (condition(replica) && (best < 0 || Volatile.Read(ref _inFlight[replica]) < Volatile.Read(ref _inFlight[best])))
                best = replica;
        }

        return best;
    }

    private static bool IsAsked(ulong asked, int replica) => (asked & (1UL << replica)) != 0;
}
