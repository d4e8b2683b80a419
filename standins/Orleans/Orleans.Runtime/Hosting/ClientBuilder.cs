using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Hosting;

/// <summary>Configures an external client.</summary>
public class ClientBuilder : IClientBuilder
{
    /// <summary>Initializes the builder and adds the services of a client.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">The configuration of the host.</param>
    public ClientBuilder(IServiceCollection services, IConfiguration configuration)
    {
        Services = services;
        Configuration = configuration;
        ClientServices.Add(this);
    }

    /// <inheritdoc/>
    public IServiceCollection Services { get; }

    /// <inheritdoc/>
    public IConfiguration Configuration { get; }
}
