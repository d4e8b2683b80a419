namespace OrleansML.Conformance.PublicApi;

/// <summary>The official assemblies in the NuGet cache, in the versions of Directory.Packages.props.</summary>
internal static class OfficialPackages
{
    // Orleans is released as one: every package of it has the version of its SDK.
    private static readonly (string Prefix, string VersionOf)[] Families =
    [
        ("duckdb.net.", "DuckDB.NET.Data.Full"),
        ("microsoft.ml.onnxruntime.managed", "Microsoft.ML.OnnxRuntime"),
        ("microsoft.orleans.", "Microsoft.Orleans.Sdk"),
        ("torchsharp", "TorchSharp-cpu"),
    ];

    /// <summary>Why the official assemblies cannot be read, or null where they can.</summary>
    public static string? MissingBecause
    {
        get
        {
            var missing = Families.Where(family => !AssembliesOf(family).Any()).Select(family => family.Prefix + "*").ToList();
            return missing.Count == 0 ? null : $"The NuGet cache '{Folder}' does not hold these packages: {string.Join(", ", missing)}";
        }
    }

    private static string Folder => BuildFacts.Single("OfficialPackages");

    /// <summary>The paths of all assemblies.</summary>
    public static IEnumerable<string> Assemblies() => Families.SelectMany(AssembliesOf);

    /// <summary>The paths of all assemblies in the cache that the official ones may refer to, one per name.</summary>
    public static IEnumerable<string> Dependencies() => Directory.EnumerateDirectories(Folder)
        .SelectMany(package => Directory.EnumerateDirectories(package).OrderDescending(StringComparer.Ordinal).Take(1))
        .SelectMany(LibraryAssemblies);

    private static IEnumerable<string> AssembliesOf((string Prefix, string VersionOf) family)
    {
        var version = BuildFacts.Single("Version:" + family.VersionOf);
        var packages = Directory.Exists(Folder) ? Directory.EnumerateDirectories(Folder, family.Prefix + "*") : [];
        return packages.SelectMany(package => LibraryAssemblies(Path.Combine(package, version)));
    }

    // The newest target framework that .NET 10 programs take.
    private static IEnumerable<string> LibraryAssemblies(string packageVersion)
    {
        string[] frameworks = ["net10.0", "net9.0", "net8.0", "net7.0", "net6.0", "netstandard2.1", "netstandard2.0"];
        var folder = frameworks.Select(framework => Path.Combine(packageVersion, "lib", framework)).FirstOrDefault(Directory.Exists);
        return folder is null ? [] : Directory.EnumerateFiles(folder, "*.dll");
    }
}
