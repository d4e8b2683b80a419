using OrleansML.Testing;
using OrleansML.Testing.Processes;

namespace OrleansML.ChaosTests.Soak;

/// <summary>The faults of the soak. The first silo and the first gateway are never ended, so that their growth can be measured.</summary>
internal static class SoakFaults
{
    private static readonly TimeSpan Gone = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan LongestReturn = TimeSpan.FromSeconds(60);

    public static readonly SoakFault[] All =
    [
        new("kill -9 of a silo", (run, random) => KillAsync(run.Cluster.Silos[random.Next(1, run.Cluster.Silos.Count)])),
        new("silo stopped in order", (run, random) => StopAsync(run.Cluster.Silos[random.Next(1, run.Cluster.Silos.Count)])),
        new("silo frozen until evicted", (run, random) => FreezeAsync(run, run.Cluster.Silos[random.Next(1, run.Cluster.Silos.Count)])),
        new("silo frozen for a second", (run, random) => PauseAsync(run.Cluster.Silos[random.Next(run.Cluster.Silos.Count)])),
        new("kill -9 of a gateway", (run, _) => KillAsync(run.Cluster.Gateways[1])),
        new("Redis frozen", FreezeRedisAsync),
        new("kill -9 of Redis", KillRedisAsync),
        new("Redis refuses writes", RefuseWritesAsync),
    ];

    private static async Task KillAsync(ClusterNode node)
    {
        await node.KillAsync();
        await Task.Delay(Gone);
        await node.StartAsync();
    }

    private static async Task StopAsync(ClusterNode silo)
    {
        Assert.Equal(0, await silo.StopAsync());
        await silo.StartAsync();
    }

    private static async Task FreezeAsync(ChaosRun run, ClusterNode silo)
    {
        var frozen = silo.Process!;
        await silo.PauseAsync();
        await Eventually.HoldsAsync(
            async () => (await run.Client.GetClusterStatusAsync()).Silos.All(known => known.Name != silo.Name || known.Status != "Active"),
            $"{silo} is evicted",
            LongestReturn);
        await silo.ResumeAsync();
        await frozen.WaitForExitAsync();
        await Eventually.HoldsAsync(() => silo.IsRunning, $"{silo} was started again", LongestReturn);
    }

    private static async Task PauseAsync(ClusterNode silo)
    {
        await silo.PauseAsync();
        await Task.Delay(Short);
        await silo.ResumeAsync();
    }

    private static async Task FreezeRedisAsync(ChaosRun run, Random random)
    {
        await run.Cluster.Redis.PauseAsync();
        await Task.Delay(Outage);
        await run.Cluster.Redis.ResumeAsync();
    }

    private static async Task KillRedisAsync(ChaosRun run, Random random)
    {
        await run.Cluster.Redis.KillAsync();
        await Task.Delay(Outage);
        await run.Cluster.Redis.RestartAsync();
    }

    private static async Task RefuseWritesAsync(ChaosRun run, Random random)
    {
        await run.Cluster.Redis.CommandAsync("CONFIG", "SET", "min-replicas-to-write", "1");
        await Task.Delay(Outage);
        await run.Cluster.Redis.CommandAsync("CONFIG", "SET", "min-replicas-to-write", "0");
    }
}
