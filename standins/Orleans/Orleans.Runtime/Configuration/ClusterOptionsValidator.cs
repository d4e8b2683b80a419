using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace Orleans.Configuration;

/// <summary>Checks <see cref="ClusterOptions"/>.</summary>
/// <param name="options">The options.</param>
public class ClusterOptionsValidator(IOptions<ClusterOptions> options) : IConfigurationValidator
{
    /// <inheritdoc/>
    public void ValidateConfiguration()
    {
        if (string.IsNullOrWhiteSpace(options.Value.ClusterId))
        {
            throw new OrleansConfigurationException(
                $"Configuration for {nameof(ClusterOptions)} is invalid: {nameof(ClusterOptions.ClusterId)} is empty. Set it to the name of the cluster.");
        }

        if (string.IsNullOrWhiteSpace(options.Value.ServiceId))
        {
            throw new OrleansConfigurationException(
                $"Configuration for {nameof(ClusterOptions)} is invalid: {nameof(ClusterOptions.ServiceId)} is empty. Set it to the name of the service.");
        }
    }
}
