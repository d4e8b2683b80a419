namespace Orleans.TestingHost;

/// <summary>Settings of one silo of a test cluster.</summary>
public sealed class InProcessTestSiloSpecificOptions
{
    /// <summary>Gets or sets the port for other silos.</summary>
    public int SiloPort { get; set; }

    /// <summary>Gets or sets the port for clients; 0 is none.</summary>
    public int GatewayPort { get; set; }

    /// <summary>Gets or sets the name of the silo: Silo_0, Silo_1 and so on.</summary>
    public string SiloName { get; set; } = null!;

    /// <summary>Creates the settings of a silo.</summary>
    /// <param name="testCluster">The cluster.</param>
    /// <param name="testClusterOptions">The settings of the cluster.</param>
    /// <param name="instanceNumber">The number of the silo.</param>
    /// <param name="assignNewPort">Whether ports are assigned anew; they always are.</param>
    /// <returns>The settings.</returns>
    public static InProcessTestSiloSpecificOptions Create(
        InProcessTestCluster testCluster, InProcessTestClusterOptions testClusterOptions, int instanceNumber, bool assignNewPort = false)
    {
        ArgumentNullException.ThrowIfNull(testCluster);
        ArgumentNullException.ThrowIfNull(testClusterOptions);
        var (siloPort, gatewayPort) = testCluster.PortAllocator.AllocateConsecutivePortPairs(1);
        return new InProcessTestSiloSpecificOptions
        {
            SiloName = $"Silo_{instanceNumber}",
            SiloPort = siloPort,
            GatewayPort = instanceNumber == 0 || testClusterOptions.GatewayPerSilo ? gatewayPort : 0,
        };
    }
}
