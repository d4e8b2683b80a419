using System.Reflection;

namespace OrleansML.Conformance.Infrastructure;

/// <summary>A promise that the stand-in makes beyond those of Orleans; skipped on the official packages, with the reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StandInFactAttribute : FactAttribute
{
    public StandInFactAttribute(string officially)
    {
        var company = typeof(ISiloBuilder).Assembly.GetCustomAttribute<AssemblyCompanyAttribute>()?.Company;
        if (company?.Contains("Microsoft", StringComparison.Ordinal) == true)
        {
            Skip = $"Orleans: {officially}";
        }
    }
}
