using System.Diagnostics;
using OrleansML.Benchmarks.GrainCalls;

namespace OrleansML.Benchmarks.Cluster;

/// <summary>What does the directory of activations cost, and how long is it incomplete after the loss of a silo?</summary>
internal static class DirectoryBenchmark
{
    public const string Name = "directory";

    /// <summary>Each of them is a write that Redis brings to disk.</summary>
    private const int RedisEntries = 20_000;

    private const long WarmUpKey = 2_000_000_000;

    private const long LaterKey = 1_000_000_000;

    private static readonly TimeSpan JoinWindow = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(ClusterScale scale)
    {
        var entryBytes = await MeasureEntriesAsync();
        await MeasureLossAsync(scale.Activations, entryBytes);
    }

    /// <summary>The weight of an entry in Redis, and of one in the silos: the same activation with either directory.</summary>
    private static async Task<double> MeasureEntriesAsync()
    {
        await using var cluster = await BenchmarkCluster.StartAsync(3, new ClusterSettings(WithRedisDirectory: true));
        await cluster.ConnectAsync();
        var inSilos = await MeasureAsync(cluster, key => cluster.Grains.GetGrain<IPlacedGrain>(key).Ping());
        var inRedis = await MeasureAsync(cluster, key => cluster.Grains.GetGrain<IRegisteredGrain>(key).Ping());
        var entryBytes = inSilos.Managed - inRedis.Managed;
        Report.Write($"{Name}.silos.entry", entryBytes, "bytes");
        Report.Write($"{Name}.redis.entry", inRedis.InRedis, "bytes");
        Report.Write($"{Name}.redis.activations", inRedis.PerSecond, "activations/s");
        return entryBytes;
    }

    private static async Task<(double Managed, double InRedis, double PerSecond)> MeasureAsync(
        BenchmarkCluster cluster, Func<long, Task> call)
    {
        await ActivationLoad.CallAllAsync(WarmUpKey, 2_000, call);
        var memory = await MemoryUse.MeasureAsync(cluster.Silos);
        var redis = await RedisStatistics.ReadAsync(cluster.Redis);
        var watch = Stopwatch.StartNew();
        await ActivationLoad.CallAllAsync(0, RedisEntries, call);
        var elapsed = watch.Elapsed;
        var managed = (await MemoryUse.MeasureAsync(cluster.Silos)).Managed - memory.Managed;
        var inRedis = (await RedisStatistics.ReadAsync(cluster.Redis)).MemoryBytes - redis.MemoryBytes;
        return (managed / (double)RedisEntries, inRedis / (double)RedisEntries, RedisEntries / elapsed.TotalSeconds);
    }

    /// <summary>One silo gets all activations, two others join and take their parts of the directory, the first is killed.</summary>
    private static async Task MeasureLossAsync(int count, double entryBytes)
    {
        await using var cluster = await BenchmarkCluster.StartAsync(1, new ClusterSettings(MembershipProfile.Fast));
        await cluster.ConnectAsync();
        await ActivationLoad.CallAllAsync(0, count, key => cluster.Grains.GetGrain<IPlacedGrain>(key).Ping());
        var second = await JoinCost.MeasureAsync(cluster, default, JoinWindow);
        second.Write($"{Name}.join2");
        (await JoinCost.MeasureAsync(cluster, default, JoinWindow)).Write($"{Name}.join3");

        // A client that started with one silo would know no other gateway.
        await cluster.ConnectAsync();

        // A tenth as many on all silos: those of the survivors should not notice.
        var later = new long[count / 10];
        await ActivationLoad.CallAllAsync(LaterKey, later.Length, async key =>
            later[key - LaterKey] = await cluster.Grains.GetGrain<IPlacedGrain>(key).Identify());

        var victim = cluster.Silos[0];
        var sweep = new DirectorySweep(cluster.Grains, victim.Id);
        await victim.ApplyAsync(Fault.Kill);
        await sweep.RunAsync(0, count);
        Report.Write($"{Name}.loss.first", sweep.FirstSeconds, "s");
        Report.Write($"{Name}.loss.all", sweep.AllSeconds, "s");

        var survivors = later.Index().Where(pair => ActivationIdentity.ProcessOf(pair.Item) != victim.Id).ToArray();
        var restarted = 0;
        foreach (var (index, identity) in survivors)
        {
            if (await cluster.Grains.GetGrain<IPlacedGrain>(LaterKey + index).Identify() != identity)
                restarted++;
        }

        Report.Write($"{Name}.loss.restarted", 100d * restarted / survivors.Length, "% of the survivors' activations");

        // The second silo took over half of the entries; two survivors replaced the activations.
        var replacedPerSecond = count / (sweep.AllSeconds - sweep.FirstSeconds) / 2;
        new DirectoryCostModel(entryBytes, second.Bytes / (count / 2d), replacedPerSecond).WriteTable();
    }
}
