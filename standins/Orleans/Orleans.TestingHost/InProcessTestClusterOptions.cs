using Microsoft.Extensions.Hosting;

namespace Orleans.TestingHost;

/// <summary>Settings of a test cluster.</summary>
public sealed class InProcessTestClusterOptions
{
    /// <summary>Gets or sets the id of the cluster.</summary>
    public string ClusterId { get; set; } = null!;

    /// <summary>Gets or sets the id of the service.</summary>
    public string ServiceId { get; set; } = null!;

    /// <summary>Gets or sets whether the silos report their real load rather than none.</summary>
    public bool UseRealEnvironmentStatistics { get; set; }

    /// <summary>Gets or sets whether a client is started with the cluster.</summary>
    public bool InitializeClientOnDeploy { get; set; }

    /// <summary>Gets or sets the number of silos that the cluster starts with.</summary>
    public short InitialSilosCount { get; set; }

    /// <summary>Gets or sets whether all silos are taken to be configured alike.</summary>
    public bool AssumeHomogenousSilosForTesting { get; set; }

    /// <summary>Gets or sets whether every silo has a gateway; otherwise only the first one has.</summary>
    public bool GatewayPerSilo { get; set; } = true;

    /// <summary>Gets what configures the hosts of silos.</summary>
    public List<Action<InProcessTestSiloSpecificOptions, IHostApplicationBuilder>> SiloHostConfigurationDelegates { get; } = [];

    /// <summary>Gets what configures the host of the client.</summary>
    public List<Action<IHostApplicationBuilder>> ClientHostConfigurationDelegates { get; } = [];
}
