using System.Reflection;

namespace OrleansML.Conformance.PublicApi;

/// <summary>What the project file passed on to the tests.</summary>
internal static class BuildFacts
{
    public static string Single(string key) => All(key).Single();

    public static IEnumerable<string> All(string key) => typeof(BuildFacts).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Where(attribute => attribute.Key == key)
        .Select(attribute => attribute.Value ?? string.Empty);
}
