using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Runtime.Activations;

/// <summary>Finds the time provider of a part of the runtime.</summary>
internal static class Clocks
{
    /// <summary>Gets the time provider registered under a name of <see cref="TimeProviderNames"/>, else the general one, else the system clock.</summary>
    public static TimeProvider Get(IServiceProvider services, string name) =>
        services.GetKeyedService<TimeProvider>(name) ?? services.GetService<TimeProvider>() ?? TimeProvider.System;
}
