using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace Orleans.Configuration;

/// <summary>Checks the options of a silo that would otherwise fail in less clear ways later.</summary>
internal sealed class SiloOptionsValidator(
    IServiceProvider services, IOptions<GrainCollectionOptions> collection, IOptions<EndpointOptions> endpoints) : IConfigurationValidator
{
    /// <inheritdoc/>
    public void ValidateConfiguration()
    {
        if (services.GetService<IMembershipTable>() is null)
        {
            throw new OrleansConfigurationException(
                "Clustering has not been configured. Configure it with one of the methods of ISiloBuilder, for example UseLocalhostClustering.");
        }

        var options = collection.Value;
        if (options.CollectionQuantum <= TimeSpan.Zero)
        {
            throw new OrleansConfigurationException(
                $"{nameof(GrainCollectionOptions)}.{nameof(options.CollectionQuantum)} is {options.CollectionQuantum}; it must be greater than zero.");
        }

        if (options.CollectionAge <= options.CollectionQuantum)
        {
            throw new OrleansConfigurationException(
                $"{nameof(GrainCollectionOptions)}.{nameof(options.CollectionAge)} is {options.CollectionAge}; it must be greater than {nameof(options.CollectionQuantum)}, which is {options.CollectionQuantum}.");
        }

        foreach (var (grainClass, age) in options.ClassSpecificCollectionAge)
        {
            if (age <= options.CollectionQuantum)
            {
                throw new OrleansConfigurationException(
                    $"The collection age of {grainClass} is {age}; it must be greater than {nameof(options.CollectionQuantum)}, which is {options.CollectionQuantum}.");
            }
        }

        if (endpoints.Value.GatewayPort is < 0 or > System.Net.IPEndPoint.MaxPort)
        {
            throw new OrleansConfigurationException(
                $"{nameof(EndpointOptions)}.{nameof(EndpointOptions.GatewayPort)} is {endpoints.Value.GatewayPort}; it must be from 0 (no gateway) to {System.Net.IPEndPoint.MaxPort}.");
        }
    }
}
