using Microsoft.Extensions.DependencyInjection;
using Orleans.Messaging;

namespace Orleans.Runtime.Client;

/// <summary>Checks the configuration of an external client.</summary>
internal sealed class ClientOptionsValidator(IServiceProvider services) : IConfigurationValidator
{
    /// <inheritdoc/>
    public void ValidateConfiguration()
    {
        if (services.GetService<IGatewayListProvider>() is null)
        {
            throw new OrleansConfigurationException(
                "Clustering has not been configured. Configure it with one of the methods of IClientBuilder, for example UseLocalhostClustering.");
        }
    }
}
