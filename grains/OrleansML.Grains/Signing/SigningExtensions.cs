using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace OrleansML.Grains.Signing;

/// <summary>Adds signatures of packages to a silo.</summary>
internal static class SigningExtensions
{
    public static IServiceCollection AddPackageSignatures(this IServiceCollection services)
    {
        services.AddOptions<SigningOptions>().BindConfiguration(SigningOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SigningOptions>, SigningOptionsValidator>());
        services.TryAddSingleton<PackageSignatures>();
        return services;
    }
}
