using System.Diagnostics;
using OrleansML.Benchmarks.GrainCalls;

namespace OrleansML.Benchmarks.Cluster;

/// <summary>What one silo of an idle cluster costs in a minute.</summary>
/// <param name="RedisBytesIn">Bytes that it sends to Redis.</param>
/// <param name="RedisBytesOut">Bytes that Redis sends to it.</param>
/// <param name="RedisCommands">Commands that Redis runs for it.</param>
/// <param name="Messages">Messages that it sends to other silos.</param>
/// <param name="MessageBytes">Their bytes.</param>
/// <param name="ProcessorSeconds">Processor time that it takes.</param>
internal readonly record struct IdleCost(
    double RedisBytesIn, double RedisBytesOut, double RedisCommands, double Messages, double MessageBytes, double ProcessorSeconds)
{
    public static async Task<IdleCost> MeasureAsync(BenchmarkCluster cluster, TimeSpan window)
    {
        var ports = cluster.Silos.Select(silo => silo.Port).ToArray();
        await RedisStatistics.ResetAsync(cluster.Redis);
        var sockets = await SocketStatistics.ReadAsync(ports);
        var processor = cluster.Silos.Sum(silo => silo.ProcessorTime.TotalSeconds);
        var watch = Stopwatch.StartNew();
        await Task.Delay(window);
        var redis = await RedisStatistics.ReadAsync(cluster.Redis);
        sockets = await SocketStatistics.ReadAsync(ports) - sockets;
        processor = cluster.Silos.Sum(silo => silo.ProcessorTime.TotalSeconds) - processor;

        var share = 1 / (watch.Elapsed.TotalMinutes * cluster.Silos.Count);
        return new IdleCost(
            redis.BytesIn * share, redis.BytesOut * share, redis.Commands * share,
            sockets.Messages * share, sockets.Bytes * share, processor * share);
    }

    public void Write(string name)
    {
        Report.Write($"{name}.silo.redis.in", RedisBytesIn, "bytes/min");
        Report.Write($"{name}.silo.redis.out", RedisBytesOut, "bytes/min");
        Report.Write($"{name}.silo.redis.commands", RedisCommands, "commands/min");
        Report.Write($"{name}.silo.messages", Messages, "messages/min");
        Report.Write($"{name}.silo.messages.bytes", MessageBytes, "bytes/min");
        Report.Write($"{name}.silo.processor", ProcessorSeconds / 60 * 100, "% of a core");
    }
}
