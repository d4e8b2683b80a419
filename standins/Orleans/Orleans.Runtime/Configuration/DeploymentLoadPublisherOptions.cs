namespace Orleans.Configuration;

/// <summary>Settings of the exchange of load statistics between silos.</summary>
public class DeploymentLoadPublisherOptions
{
    /// <summary>The default of <see cref="DeploymentLoadPublisherRefreshTime"/>.</summary>
    public static readonly TimeSpan DEFAULT_DEPLOYMENT_LOAD_PUBLISHER_REFRESH_TIME = TimeSpan.FromSeconds(1);

    /// <summary>Gets or sets how often a silo tells the others its load; 1 second by default, zero is never.</summary>
    public TimeSpan DeploymentLoadPublisherRefreshTime { get; set; } = DEFAULT_DEPLOYMENT_LOAD_PUBLISHER_REFRESH_TIME;
}
