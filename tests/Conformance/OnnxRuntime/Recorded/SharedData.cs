namespace OrleansML.Conformance.OnnxRuntime.Recorded;

/// <summary>The folder of real models and recorded cases, which lies beside the repository.</summary>
internal static class SharedData
{
    private static readonly Lazy<string?> Root = new(FindRoot);

    /// <summary>Whether the folder is there.</summary>
    public static bool Exists(params string[] path) => Root.Value is { } root && Path.Exists(Path.Combine([root, .. path]));

    /// <summary>The full path of a file or folder in it.</summary>
    public static string PathOf(params string[] path)
    {
        var root = Root.Value ?? throw new DirectoryNotFoundException("There is no folder ../shared/data beside the repository.");
        return Path.Combine([root, .. path]);
    }

    private static string? FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Path.Exists(Path.Combine(folder.FullName, ".git")) || File.Exists(Path.Combine(folder.FullName, "OrleansML.sln")))
            {
                var data = Path.Combine(folder.FullName, "..", "shared", "data");
                return Directory.Exists(data) ? Path.GetFullPath(data) : null;
            }
        }

        return null;
    }
}
