namespace OrleansML.Conformance.Infrastructure;

/// <summary>Starts clusters of several silos, in memory or over TCP and Redis as the environment says.</summary>
internal static class TestCluster
{
    /// <param name="silos">How many silos it has.</param>
    /// <param name="configure">Configures a silo, given its name.</param>
    public static async Task<ITestCluster> StartAsync(int silos, Action<string, ISiloBuilder> configure) => Clustering.OverRedis
        ? await RedisCluster.StartAsync(silos, configure)
        : await InMemoryCluster.StartAsync(silos, configure);
}
