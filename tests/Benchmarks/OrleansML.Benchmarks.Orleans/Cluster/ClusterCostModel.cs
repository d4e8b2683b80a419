using OrleansML.Benchmarks.GrainCalls;

namespace OrleansML.Benchmarks.Cluster;

/// <summary>
/// What membership would cost in clusters that are larger than a machine can hold, computed from two small ones. It assumes:
/// <list type="bullet">
/// <item>each silo reads the whole membership table at a fixed period: what Redis sends to it is a constant and a row per silo;</item>
/// <item>each silo writes its own row at a fixed period and reads the table with one command, so that what it sends to Redis, and its
/// commands, do not depend on the size of the cluster;</item>
/// <item>each silo probes <c>NumProbedSilos</c> others (10), or all of a smaller cluster, once per <c>ProbeTimeout</c> (5 s), and each
/// probe is answered; all other messages between silos, such as load statistics, go from each silo to each other;</item>
/// <item>a join is told to every silo, so that its messages grow linearly with the silos that are there;</item>
/// <item>processor time is not extrapolated: it is too small in a small cluster to be told from noise.</item>
/// </list>
/// </summary>
/// <param name="RedisBytesIn">Bytes per minute that a silo sends to Redis.</param>
/// <param name="RedisBytesOut">Bytes per minute that Redis sends to a silo.</param>
/// <param name="RedisCommands">Commands per minute of a silo.</param>
/// <param name="MessagesToEach">Messages per minute from a silo to each other silo, probes and their answers apart.</param>
/// <param name="BytesPerMessage">Mean size of a message.</param>
/// <param name="JoinMessagesPerSilo">Messages of a join for each silo that is there.</param>
internal sealed record ClusterCostModel(
    double RedisBytesIn, LinearCost RedisBytesOut, double RedisCommands, double MessagesToEach, double BytesPerMessage,
    double JoinMessagesPerSilo)
{
    private const int ProbedSilos = 10;

    private const double ProbesPerMinute = 60 / 5;

    private static readonly int[] Sizes = [3, 10, 30, 100];

    /// <summary>Finds the constants.</summary>
    /// <param name="small">What a silo of the smaller cluster costs.</param>
    /// <param name="smallSize">Its silos.</param>
    /// <param name="large">What a silo of the larger cluster costs.</param>
    /// <param name="largeSize">Its silos, at least 2.</param>
    /// <param name="join">What a silo cost that joined the larger cluster.</param>
    public static ClusterCostModel Fit(IdleCost small, int smallSize, IdleCost large, int largeSize, JoinCost join)
    {
        var apartFromProbes = large.Messages - ProbeMessages(largeSize);
        return new ClusterCostModel(
            large.RedisBytesIn,
            LinearCost.Through((smallSize, small.RedisBytesOut), (largeSize, large.RedisBytesOut)),
            large.RedisCommands,
            Math.Max(apartFromProbes, 0) / (largeSize - 1),
            large.Messages > 0 ? large.MessageBytes / large.Messages : 0,
            join.Messages / largeSize);
    }

    /// <summary>Messages per minute that a silo of a cluster sends to others: probes, answers and the rest.</summary>
    public double Messages(int silos) => ProbeMessages(silos) + (MessagesToEach * (silos - 1));

    /// <summary>What a cluster costs: Redis as a whole, each silo, and one more silo that joins.</summary>
    public IEnumerable<(string Name, double Value, string Unit)> Rows(int silos) =>
    [
        ("redis.in", RedisBytesIn * silos, "bytes/min"),
        ("redis.out", RedisBytesOut.At(silos) * silos, "bytes/min"),
        ("redis.commands", RedisCommands * silos, "commands/min"),
        ("silo.messages", Messages(silos), "messages/min"),
        ("silo.messages.bytes", Messages(silos) * BytesPerMessage, "bytes/min"),
        ("join.messages", JoinMessagesPerSilo * silos, "messages"),
    ];

    public void WriteTable()
    {
        foreach (var silos in Sizes)
        {
            foreach (var (name, value, unit) in Rows(silos))
                Report.Write($"model.silos{silos}.{name}", value, unit);
        }
    }

    /// <summary>A silo sends as many probes as it answers, on average.</summary>
    private static double ProbeMessages(int silos) => 2 * ProbesPerMinute * Math.Min(ProbedSilos, silos - 1);
}
