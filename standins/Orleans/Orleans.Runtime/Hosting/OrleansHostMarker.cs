using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Orleans.Hosting;

/// <summary>Remembers in the services that a silo or a client has been added, with its builder, so that a second call goes on with the same one.</summary>
/// <param name="Builder">The builder.</param>
internal sealed record OrleansHostMarker(object Builder)
{
    /// <summary>Finds the builder of an earlier call.</summary>
    public static TBuilder? Find<TBuilder>(IServiceCollection services)
        where TBuilder : class => Markers(services).Select(marker => marker.Builder).OfType<TBuilder>().FirstOrDefault();

    /// <summary>Refuses a silo where there is a client already.</summary>
    public static void ThrowIfClient(IServiceCollection services) => Throw(Find<IClientBuilder>(services));

    /// <summary>Refuses a client where there is a silo already.</summary>
    public static void ThrowIfSilo(IServiceCollection services) => Throw(Find<ISiloBuilder>(services));

    private static IEnumerable<OrleansHostMarker> Markers(IServiceCollection services) =>
        services.Where(service => !service.IsKeyedService).Select(service => service.ImplementationInstance).OfType<OrleansHostMarker>();

    private static void Throw(object? other)
    {
        if (other is not null)
        {
            throw new OrleansConfigurationException(
                "Do not use both UseOrleans and UseOrleansClient in one host: a silo has a client of its own, IClusterClient.");
        }
    }
}
