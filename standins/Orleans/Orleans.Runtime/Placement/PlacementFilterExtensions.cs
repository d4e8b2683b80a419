using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Placement;

/// <summary>Registers placement filters with their directors.</summary>
public static class PlacementFilterExtensions
{
    /// <summary>Registers a filter and its director; every silo of the cluster has to do so.</summary>
    /// <typeparam name="TFilter">The filter.</typeparam>
    /// <typeparam name="TDirector">The director.</typeparam>
    /// <param name="services">The services.</param>
    /// <param name="strategyLifetime">The lifetime of the filter; transient where it has settings of its own per grain class.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddPlacementFilter<TFilter, TDirector>(this IServiceCollection services, ServiceLifetime strategyLifetime)
        where TFilter : PlacementFilterStrategy, new()
        where TDirector : class, IPlacementFilterDirector
    {
        ArgumentNullException.ThrowIfNull(services);
        services.Add(ServiceDescriptor.DescribeKeyed(
            typeof(PlacementFilterStrategy), typeof(TFilter).Name, (_, _) => new TFilter(), strategyLifetime));
        services.AddKeyedSingleton<IPlacementFilterDirector, TDirector>(typeof(TFilter));
        return services;
    }
}
