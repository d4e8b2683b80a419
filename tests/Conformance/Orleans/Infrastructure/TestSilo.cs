using Microsoft.Extensions.DependencyInjection;

namespace OrleansML.Conformance.Infrastructure;

/// <summary>A silo of an <see cref="ITestCluster"/>.</summary>
public sealed record TestSilo(string Name, SiloAddress SiloAddress, IServiceProvider ServiceProvider)
{
    public static TestSilo Of(IServiceProvider services)
    {
        var details = services.GetRequiredService<ILocalSiloDetails>();
        return new TestSilo(details.Name, details.SiloAddress, services);
    }
}
