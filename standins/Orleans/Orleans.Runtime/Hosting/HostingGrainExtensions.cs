using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Runtime.Activations;

namespace Orleans.Hosting;

/// <summary>Adds extensions to grains.</summary>
public static class HostingGrainExtensions
{
    /// <summary>Adds an extension that every grain answers to; an activation creates its own instance when it is first called.</summary>
    /// <typeparam name="TExtensionInterface">The interface of the extension.</typeparam>
    /// <typeparam name="TExtension">The class of the extension.</typeparam>
    /// <param name="builder">The silo builder.</param>
    /// <returns>The silo builder.</returns>
    public static ISiloBuilder AddGrainExtension<TExtensionInterface, TExtension>(this ISiloBuilder builder)
        where TExtensionInterface : class, IGrainExtension
        where TExtension : class, TExtensionInterface
    {
        var factory = ActivatorUtilities.CreateFactory(typeof(TExtension), Type.EmptyTypes);
        return builder.ConfigureServices(services => services.AddKeyedSingleton<GrainExtensionRegistration>(
            typeof(TExtensionInterface), new GrainExtensionRegistration(context => factory(context.ActivationServices, null))));
    }
}
