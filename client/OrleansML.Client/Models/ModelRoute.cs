using OrleansML.Models;
using OrleansML.Registry;

namespace OrleansML.Client;

/// <summary>The replicas of one version, as of one snapshot, and the calls under way from here to each.</summary>
internal sealed class ModelRoute
{
    private const int SlowMicroseconds = 10_000;

    private readonly int[] _inFlight;
    private readonly Func<int, int> _random;

    // Slow until the first answers say otherwise.
    private int _typicalMicroseconds = SlowMicroseconds;

    public ModelRoute(IGrainFactory grains, ServingSnapshot snapshot, ModelVersion version, Func<int, int> random)
    {
        Snapshot = snapshot;
        Version = version;
        _random = random;
        _inFlight = new int[version.Description.Replicas];
        Replicas = new IModelGrain[version.Description.Replicas];
        for (var replica = 0; replica < Replicas.Length; replica++)
        {
            var key = new ModelKey(version.Description.Pool, snapshot.Model, version.Version, replica);
            Replicas[replica] = grains.GetGrain<IModelGrain>(key.ToString());
        }
    }

    public ServingSnapshot Snapshot { get; }

    public ModelVersion Version { get; }

    public IModelGrain[] Replicas { get; }

    /// <summary>
    /// Whether a cancellation is worth sending: carrying a token makes a call several microseconds dearer, and an answer that takes less than
    /// 10 ms is there before the cancellation could save anything.
    /// </summary>
    public bool IsSlow => Volatile.Read(ref _typicalMicroseconds) >= SlowMicroseconds;

    /// <summary>Picks the less busy of two replicas drawn at random (Mitzenmacher, "The Power of Two Choices", 2001).</summary>
    public int Enter()
    {
        var chosen = 0;
        if (Replicas.Length > 1)
        {
            var first = _random(Replicas.Length);
            var second = (first + 1 + _random(Replicas.Length - 1)) % Replicas.Length;
            chosen = Volatile.Read(ref _inFlight[first]) <= Volatile.Read(ref _inFlight[second]) ? first : second;
        }

        Interlocked.Increment(ref _inFlight[chosen]);
        return chosen;
    }

    public void Exit(int replica) => Interlocked.Decrement(ref _inFlight[replica]);

    /// <summary>Takes the time of an answer into the moving average over about the last eight.</summary>
    public void Observe(PredictReply reply)
    {
        var typical = Volatile.Read(ref _typicalMicroseconds);
        var taken = (long)reply.QueueMicroseconds + reply.ComputeMicroseconds;
        Volatile.Write(ref _typicalMicroseconds, (int)Math.Min(typical + ((taken - typical) / 8), int.MaxValue));
    }
}
