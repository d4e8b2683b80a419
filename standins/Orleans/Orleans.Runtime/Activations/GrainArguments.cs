using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Runtime.Activations;

/// <summary>Finds out where the parameters of grain constructors come from.</summary>
internal static class GrainArguments
{
    private static readonly MethodInfo GetFacetMethod = typeof(GrainArguments).GetMethod(nameof(GetFacet), BindingFlags.Static | BindingFlags.NonPublic)!;

    /// <summary>Creates the function that makes the argument for a parameter.</summary>
    public static Func<IGrainContext, object?> CreateFactory(IServiceProvider services, Type grainClass, ParameterInfo parameter)
    {
        if (parameter.GetCustomAttributes().FirstOrDefault(attribute => attribute is IFacetMetadata) is { } facet)
        {
            var factory = (Factory<IGrainContext, object>)GetFacetMethod.MakeGenericMethod(facet.GetType()).Invoke(null, [services, parameter, facet])!;
            return context => factory(context);
        }

        var type = parameter.ParameterType;
        if (type == typeof(IGrainContext))
        {
            return static context => context;
        }

        var optional = parameter.HasDefaultValue;
        var defaultValue = optional ? parameter.DefaultValue : null;
        if (parameter.GetCustomAttribute<FromKeyedServicesAttribute>() is { } keyed)
        {
            return context => ((IKeyedServiceProvider)context.ActivationServices).GetKeyedService(type, keyed.Key)
                ?? (optional ? defaultValue : throw Missing(grainClass, parameter));
        }

        return context => context.ActivationServices.GetService(type) ?? (optional ? defaultValue : throw Missing(grainClass, parameter));
    }

    private static Factory<IGrainContext, object> GetFacet<TFacet>(IServiceProvider services, ParameterInfo parameter, TFacet facet)
        where TFacet : IFacetMetadata =>
        services.GetRequiredService<IAttributeToFactoryMapper<TFacet>>().GetFactory(parameter, facet);

    private static InvalidOperationException Missing(Type grainClass, ParameterInfo parameter) => new(
        $"Unable to resolve service for type '{parameter.ParameterType}' while attempting to activate '{grainClass}' (parameter {parameter.Name}).");
}
