using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Configuration;
using Orleans.Runtime.Client;
using Orleans.Runtime.Messaging;
using Orleans.Runtime.Targets;

namespace Orleans.Hosting;

/// <summary>The services of an external client.</summary>
internal static class ClientServices
{
    /// <summary>Adds the services.</summary>
    public static void Add(IClientBuilder builder)
    {
        var services = builder.Services;
        SharedServices.Add(services);
        services.AddOptions<ClusterOptions>().Bind(builder.Configuration.GetSection("Orleans"));
        services.AddTransient<IConfigurationValidator, ClientOptionsValidator>();
        services.TryAddSingleton<IClientConnectionRetryFilter, LinearBackoffRetryFilter>();
        services.TryAddSingleton<GatewayManager>();
        services.TryAddSingleton<ClientMessageCenter>();
        services.TryAddSingleton<RuntimeClient>(static provider => provider.GetRequiredService<ClientMessageCenter>());
        services.TryAddSingleton<IResponder>(static provider => provider.GetRequiredService<ClientMessageCenter>());
        services.TryAddSingleton<ClientConnector>();
        services.AddHostedService<ClientHostedService>();
    }
}
