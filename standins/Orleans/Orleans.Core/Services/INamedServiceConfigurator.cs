using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Hosting;

/// <summary>Configures a service that is registered under a name.</summary>
public interface INamedServiceConfigurator
{
    /// <summary>The name of the service.</summary>
    string Name { get; }

    /// <summary>Takes the functions that add services.</summary>
    Action<Action<IServiceCollection>> ConfigureDelegate { get; }
}
