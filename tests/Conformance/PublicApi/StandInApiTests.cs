using System.Reflection;
using System.Runtime.InteropServices;

namespace OrleansML.Conformance.PublicApi;

public sealed class StandInApiTests
{
    [ApiFact]
    public void PublicMembers_OfEveryStandIn_ExistOfficially()
    {
        using var context = CreateContext();
        var comparison = new ApiComparison(OfficialPackages.Assemblies().Select(context.LoadFromAssemblyPath));
        Assert.True(comparison.OfficialTypes > 500, $"Only {comparison.OfficialTypes} official types were found.");

        // A context of its own: some stand-ins have the assembly names of what they stand in for.
        using var standInContext = CreateContext(BuildFacts.All("StandIn").Select(StandInPath));
        var differences = BuildFacts.All("StandIn").Order(StringComparer.Ordinal)
            .SelectMany(name => comparison.Differences(standInContext.LoadFromAssemblyPath(StandInPath(name))))
            .ToList();

        Assert.True(
            differences.Count == 0,
            $"{differences.Count} differences from the official API:{Environment.NewLine}{string.Join(Environment.NewLine, differences)}");
    }

    private static string StandInPath(string name) => Path.Combine(AppContext.BaseDirectory, name + ".dll");

    private static MetadataLoadContext CreateContext(IEnumerable<string>? first = null)
    {
        // The first path of a name wins: what is compared, then the frameworks, then whatever the cache has.
        var paths = (first ?? OfficialPackages.Assemblies())
            .Concat(Directory.EnumerateFiles(RuntimeEnvironment.GetRuntimeDirectory(), "*.dll"))
            .Concat(AspNetCoreAssemblies())
            .Concat(OfficialPackages.Dependencies())
            .DistinctBy(Path.GetFileName, StringComparer.OrdinalIgnoreCase);
        return new MetadataLoadContext(new PathAssemblyResolver(paths));
    }

    // Orleans refers to assemblies that come with the shared framework of ASP.NET Core.
    private static IEnumerable<string> AspNetCoreAssemblies()
    {
        var runtime = new DirectoryInfo(RuntimeEnvironment.GetRuntimeDirectory());
        var shared = Path.Combine(runtime.Parent!.Parent!.FullName, "Microsoft.AspNetCore.App");
        return Directory.Exists(shared)
            ? Directory.EnumerateDirectories(shared, "10.*").SelectMany(version => Directory.EnumerateFiles(version, "*.dll"))
            : [];
    }
}
