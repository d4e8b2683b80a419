using System.Diagnostics;
using OrleansML.Benchmarks.GrainCalls;

namespace OrleansML.Benchmarks.Cluster;

/// <summary>What it costs that one more silo joins, beyond what the cluster costs anyway.</summary>
/// <param name="Seconds">From the start of its process until it is active.</param>
/// <param name="Messages">Messages between silos.</param>
/// <param name="Bytes">Their bytes.</param>
/// <param name="RedisCommands">Commands that Redis runs.</param>
internal readonly record struct JoinCost(double Seconds, double Messages, double Bytes, double RedisCommands)
{
    /// <summary>Adds a silo and counts from before its start until <paramref name="window"/> after it is active.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="idle">What a silo costs when nothing happens; subtracted. Default where that is small beside the join.</param>
    /// <param name="window">How long its coming may keep the others busy.</param>
    public static async Task<JoinCost> MeasureAsync(BenchmarkCluster cluster, IdleCost idle, TimeSpan window)
    {
        var ports = cluster.Silos.Select(silo => silo.Port).ToArray();
        await RedisStatistics.ResetAsync(cluster.Redis);
        var before = await SocketStatistics.ReadAsync(ports);
        var watch = Stopwatch.StartNew();
        await cluster.AddSiloAsync();
        var seconds = watch.Elapsed.TotalSeconds;
        await Task.Delay(window);
        var sockets = await SocketStatistics.ReadAsync(cluster.Silos.Select(silo => silo.Port)) - before;
        var redis = await RedisStatistics.ReadAsync(cluster.Redis);

        var siloMinutes = watch.Elapsed.TotalMinutes * cluster.Silos.Count;
        return new JoinCost(
            seconds,
            Math.Max(sockets.Messages - (idle.Messages * siloMinutes), 0),
            Math.Max(sockets.Bytes - (idle.MessageBytes * siloMinutes), 0),
            Math.Max(redis.Commands - (idle.RedisCommands * siloMinutes), 0));
    }

    public void Write(string name)
    {
        Report.Write($"{name}.time", Seconds, "s");
        Report.Write($"{name}.messages", Messages, "messages");
        Report.Write($"{name}.bytes", Bytes, "bytes");
        Report.Write($"{name}.redis.commands", RedisCommands, "commands");
    }
}
